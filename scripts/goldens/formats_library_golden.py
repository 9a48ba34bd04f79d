#!/usr/bin/env python3
"""Small ECG files of formats that libraries write, and what those libraries read from them.

Writes testdata/formats/*.{dcm,h5,mat} and library_golden.json. Needs numpy, pydicom, h5py, scipy.
Usage: formats_library_golden.py [DATA_DIR], DATA_DIR holding formats/dicom and cinc/smoke/SPH.
"""

import json
import pathlib
import sys
import warnings

import h5py
import numpy as np
import pydicom
import scipy.io
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "testdata" / "formats"
DATA = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
CODES = ["1", "2", "61", "62", "63", "64", "3", "4", "5", "6", "7", "8"]


def code(value, scheme, meaning):
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


def channel(lead, scheme, sensitivity, baseline):
    item = Dataset()
    index = LEADS.index(lead)
    prefix = "5.6.3-9-" if scheme == "SCPECG" else "2:"
    item.ChannelSourceSequence = [code(prefix + CODES[index], scheme, "Lead " + lead)]
    item.ChannelSensitivity = sensitivity
    item.ChannelSensitivityUnitsSequence = [code("uV", "UCUM", "microvolt")]
    item.ChannelSensitivityCorrectionFactor = "1.5"
    item.ChannelBaseline = baseline
    item.WaveformBitsStored = 16
    return item


def group(samples, label, originality, rate, scheme):
    item = Dataset()
    item.WaveformOriginality = originality
    item.NumberOfWaveformChannels = samples.shape[0]
    item.NumberOfWaveformSamples = samples.shape[1]
    item.SamplingFrequency = rate
    item.MultiplexGroupLabel = label
    item.ChannelDefinitionSequence = [
        channel(LEADS[i], scheme, "2.5", str(10 * i)) for i in range(samples.shape[0])]
    item.WaveformBitsAllocated = 16
    item.WaveformSampleInterpretation = "SS"
    item.WaveformPaddingValue = np.int16(-32768).tobytes()
    item.WaveformData = samples.T.astype("<i2").tobytes()
    return item


def text_annotation(text):
    item = Dataset()
    item.ReferencedWaveformChannels = [1, 0]
    item.AnnotationGroupNumber = 0
    item.UnformattedTextValue = text
    return item


def write_dicom(name, syntax, scheme):
    rng = np.random.default_rng(7)
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.9.1.1"
    meta.MediaStorageSOPInstanceUID = "1.2.3.4"
    meta.TransferSyntaxUID = syntax
    file = FileDataset(str(OUT / name), {}, file_meta=meta, preamble=b"\0" * 128)
    file.SOPClassUID = meta.MediaStorageSOPClassUID
    file.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    file.SpecificCharacterSet = "ISO_IR 100"
    file.PatientName = "Nobody"
    file.PatientAge = "018M"
    file.PatientSex = "F"
    file.AcquisitionDateTime = "20200304050607"
    file.WaveformAnnotationSequence = [text_annotation("Zittern, f\u00fcr uns")]
    rhythm = rng.integers(-3000, 3000, (12, 40))
    rhythm[3, 5] = -32768
    median = rng.integers(-3000, 3000, (12, 60))
    file.WaveformSequence = [group(median, "MEDIAN BEAT", "DERIVED", 500, scheme),
                             group(rhythm, "RHYTHM", "ORIGINAL", 250, scheme)]
    file.save_as(OUT / name, enforce_file_format=True)


def read_dicom(path, index):
    file = pydicom.dcmread(path)
    item = file.WaveformSequence[index]
    mv = file.waveform_array(index).T / 1000.0
    raw = np.frombuffer(item.WaveformData, "<i2").reshape(-1, item.NumberOfWaveformChannels).T
    padding = np.frombuffer(item.get("WaveformPaddingValue") or b"\0\0", "<i2")[0]
    if padding != 0:
        mv = np.where(raw == padding, np.nan, mv)
    return float(item.SamplingFrequency), mv


def facts(rate, mv):
    """Enough to notice a wrong scale, order, sign or place."""
    values = np.nan_to_num(mv.astype(np.float64))
    return {"rate": rate, "leads": mv.shape[0], "samples": mv.shape[1],
            "first": [[None if np.isnan(x) else round(float(x), 6) for x in lead[:8]]
                      for lead in mv],
            "sum": [round(float(x), 4) for x in values.sum(axis=1)],
            "sum_of_squares": [round(float(x), 4) for x in (values ** 2).sum(axis=1)]}


def write_hdf5():
    rng = np.random.default_rng(8)
    ecg = rng.normal(0, 0.3, (12, 200)).astype(np.float16)
    with h5py.File(OUT / "sph_small.h5", "w") as file:
        file.create_dataset("ecg", data=ecg, chunks=(3, 50), compression="gzip")
    tracings = np.zeros((3, 64, 12), np.float32)
    for i, (start, end) in enumerate([(2, 62), (10, 54), (0, 64)]):
        tracings[i, start:end] = rng.normal(0, 1, (end - start, 12))
    with h5py.File(OUT / "code15_small.h5", "w") as file:
        file.create_dataset("tracings", data=tracings)
        file.create_dataset("exam_id", data=np.array([1001, 77, 4200000000], np.int64))
    with h5py.File(OUT / "other.h5", "w") as file:
        file.create_dataset("signals", data=ecg)
    with h5py.File(OUT / "matlab73_small.mat", "w", userblock_size=512) as file:
        file.create_dataset("val", data=np.arange(36, dtype=np.float64).reshape(12, 3))
    with open(OUT / "matlab73_small.mat", "r+b") as file:
        file.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(124) + b"\x00\x02IM")


def write_damaged_hdf5():
    """CODE-15's layout, compressed exam by exam; the bytes of the second one are spoilt."""
    tracings = np.random.default_rng(10).normal(0, 1, (3, 40, 12)).astype(np.float32)
    path = OUT / "code15_damaged.h5"
    with h5py.File(path, "w") as file:
        dataset = file.create_dataset("tracings", data=tracings, chunks=(1, 40, 12),
                                      compression="gzip")
        file.create_dataset("exam_id", data=np.array([5, 6, 7], np.int64))
        chunk = dataset.id.get_chunk_info(1)
    with open(path, "r+b") as file:
        file.seek(chunk.byte_offset)
        file.write(b"\xff" * (chunk.size // 2))


def write_matlab():
    rng = np.random.default_rng(9)
    val = rng.integers(-2000, 2000, (12, 30)).astype(np.int16)
    scipy.io.savemat(OUT / "val_v4.mat", {"val": val}, format="4")
    scipy.io.savemat(OUT / "val_v5.mat", {"val": val}, format="5", do_compression=False)
    data = rng.normal(0, 0.5, (12, 30))
    ecg = {"sex": "Female", "age": 61, "data": data}
    scipy.io.savemat(OUT / "cpsc_v5.mat", {"ECG": ecg}, format="5", do_compression=False)
    scipy.io.savemat(OUT / "cpsc_v7.mat", {"ECG": ecg}, format="5", do_compression=True)


def read_matlab(name):
    file = scipy.io.loadmat(OUT / name)
    if "val" in file:
        return facts(500.0, file["val"] / 1000.0)
    return facts(500.0, file["ECG"]["data"][0, 0])


def main():
    warnings.simplefilter("ignore")
    OUT.mkdir(parents=True, exist_ok=True)
    golden = {}
    for name, syntax, scheme in [("implicit.dcm", "1.2.840.10008.1.2", "SCPECG"),
                                 ("explicit.dcm", "1.2.840.10008.1.2.1", "MDC")]:
        write_dicom(name, syntax, scheme)
        golden[name] = facts(*read_dicom(OUT / name, 1))
    write_hdf5()
    write_damaged_hdf5()
    write_matlab()
    with h5py.File(OUT / "sph_small.h5") as file:
        golden["sph_small.h5"] = facts(500.0, file["ecg"][:].astype(np.float32))
    with h5py.File(OUT / "code15_small.h5") as file:
        tracings = file["tracings"][:]
        for i, (start, end) in enumerate([(2, 62), (10, 54), (0, 64)]):
            golden[f"code15_small.h5#{i}"] = facts(400.0, tracings[i, start:end].T)
    for name in ["val_v4.mat", "val_v5.mat", "cpsc_v5.mat", "cpsc_v7.mat"]:
        golden[name] = read_matlab(name)
    shared = {}
    for name in ["Example.dcm", "waveform_ecg.dcm"]:
        shared["formats/dicom/" + name] = facts(*read_dicom(DATA / "formats/dicom" / name, 0))
    for path in sorted((DATA / "cinc/smoke/SPH").glob("*.h5")):
        with h5py.File(path) as file:
            key = path.relative_to(DATA).as_posix()
            shared[key] = facts(500.0, file["ecg"][:].astype(np.float32))
    (OUT / "library_golden.json").write_text(
        json.dumps({"small": golden, "shared": shared}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
