#include "eval/pca.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <string>

#include "core/error.h"

namespace supreme {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

void CheckValues(std::span<const float> values, size_t columns, size_t components) {
  if (columns == 0 || columns > kMaxPcaColumns || values.size() % columns != 0) {
    throw Error(ErrorCode::kInvalidInput,
                std::to_string(values.size()) + " values are no table of " +
                    std::to_string(columns) + " columns",
                "principal components", "1 to " + std::to_string(kMaxPcaColumns) + " columns");
  }
  const size_t rows = values.size() / columns;
  if (rows < 2 || components == 0 || components > std::min(rows, columns)) {
    throw Error(ErrorCode::kInvalidInput,
                std::to_string(rows) + " records of " + std::to_string(columns) +
                    " features have no " + std::to_string(components) + " components",
                "principal components", "more records");
  }
  if (!std::all_of(values.begin(), values.end(), [](float x) { return std::isfinite(x); })) {
    throw Error(ErrorCode::kInvalidInput, "a feature is not finite", "principal components",
                "leave the record out");
  }
}

}  // namespace

Pca ComputePca(std::span<const float> values, size_t columns, size_t components) {
  CheckValues(values, columns, components);
  const auto rows = static_cast<Eigen::Index>(values.size() / columns);
  const auto width = static_cast<Eigen::Index>(columns);
  Matrix data =
      Eigen::Map<const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
          values.data(), rows, width)
          .cast<double>();
  data.rowwise() -= data.colwise().mean().eval();
  const Matrix covariance = data.transpose() * data / static_cast<double>(rows - 1);
  // Eigenvalues rise: the last ones are the first components.
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
  if (solver.info() != Eigen::Success) {
    throw Error(ErrorCode::kInternal, "the eigenvalues of the features were not found",
                "principal components", "please report this as a bug");
  }
  const double total = covariance.trace();
  Pca result;
  Matrix axes(static_cast<Eigen::Index>(components), width);
  for (Eigen::Index c = 0; c < axes.rows(); ++c) {
    const Eigen::Index from = width - 1 - c;
    Eigen::VectorXd axis = solver.eigenvectors().col(from);
    Eigen::Index largest = 0;
    axis.cwiseAbs().maxCoeff(&largest);
    if (axis[largest] < 0.0) axis = -axis;
    axes.row(c) = axis;
    const double variance = std::max(0.0, solver.eigenvalues()[from]);
    result.variances.push_back(variance);
    result.shares.push_back(total > 0.0 ? variance / total : 0.0);
  }
  const Matrix coordinates = data * axes.transpose();
  result.coordinates.assign(coordinates.data(), coordinates.data() + coordinates.size());
  result.axes.assign(axes.data(), axes.data() + axes.size());
  return result;
}

}  // namespace supreme
