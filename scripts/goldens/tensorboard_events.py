#!/usr/bin/env python3
"""Writes testdata/train/events.golden with TensorBoard's own classes (pip install tensorboard).

The events that tests/train/event_writer_test.cc expects of our writer, byte for byte; read back
with TensorBoard's EventAccumulator before they are kept.
"""

import pathlib
import shutil
import tempfile

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.summary.writer.record_writer import RecordWriter

TARGET = pathlib.Path(__file__).resolve().parents[2] / "testdata" / "train" / "events.golden"


def scalars(seconds, step, values):
    summary = summary_pb2.Summary(
        value=[summary_pb2.Summary.Value(tag=tag, simple_value=value) for tag, value in values])
    return event_pb2.Event(wall_time=seconds, step=step, summary=summary)


def main():
    events = [
        event_pb2.Event(wall_time=1700000000.25, file_version="brain.Event:2"),
        event_pb2.Event(wall_time=1700000000.25, step=11,
                        session_log=event_pb2.SessionLog(status=event_pb2.SessionLog.START)),
        scalars(1700000001.5, 20, [("training/loss", 0.625), ("training/learning_rate", 1e-3)]),
        scalars(1700000002.5, 300000, [("validation/auc", 0.0), ("validation/loss", -1.5e-9)]),
    ]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with open(TARGET, "wb") as file:
        writer = RecordWriter(file)
        for event in events:
            writer.write(event.SerializeToString())
        writer.flush()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(TARGET, pathlib.Path(folder) / "events.out.tfevents.1700000000.host")
        reader = EventAccumulator(folder)
        reader.Reload()
        assert reader.Scalars("training/loss")[0].value == 0.625
        assert reader.Scalars("validation/auc")[0].step == 300000


if __name__ == "__main__":
    main()
