//! What goes through the pipes: one request in, messages out.
//!
//! A message is framed by its length (four bytes, little endian), so that one that was cut
//! off can be told from one that is damaged. An empty frame is a sign of life.

use std::time::Duration;

use postcard::ser_flavors::Flavor;
use serde::{Deserialize, Serialize};

use crate::{
    machine::{Job, Outcome},
    trace::Record,
};

const LENGTH: usize = size_of::<u32>();

/// What the recorder is asked to do.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) job: Job,
    pub(super) wall: Duration,
    pub(super) memory: u64,
}

/// What the recorder says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Message {
    Record(Record),
    /// The last message: how the run ended.
    Ended(Outcome),
    /// The last message: the engine failed in a way that could still be told.
    Panicked(String),
}

/// A frame that holds no message.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Corrupt(String);

/// Appends `message` and its length to `buffer`, which stays as it was on an error.
pub(super) fn write(message: &Message, buffer: &mut Vec<u8>) -> Result<(), Corrupt> {
    let start = buffer.len();
    buffer.extend([0; LENGTH]);
    let written = postcard::serialize_with_flavor(message, Append(buffer))
        .map_err(|error| Corrupt(error.to_string()))
        .and_then(|()| {
            u32::try_from(buffer.len() - start - LENGTH)
                .map_err(|_| Corrupt("a record of more than 4 GiB".to_owned()))
        });
    match written {
        Ok(length) => {
            buffer[start..start + LENGTH].copy_from_slice(&length.to_le_bytes());
            Ok(())
        }
        Err(error) => {
            buffer.truncate(start);
            Err(error)
        }
    }
}

/// Appends the sign of life.
pub(super) fn write_beat(buffer: &mut Vec<u8>) {
    buffer.extend([0; LENGTH]);
}

/// Finds the messages in what arrives.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    buffer: Vec<u8>,
    /// How much of the buffer has been given out.
    read: usize,
}

impl Decoder {
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.read);
        self.read = 0;
        self.buffer.extend_from_slice(bytes);
    }

    /// The next whole message, if there is one.
    ///
    /// # Errors
    /// [`Corrupt`] if what is framed is no message.
    pub(super) fn next(&mut self) -> Result<Option<Message>, Corrupt> {
        loop {
            let rest = &self.buffer[self.read..];
            let Some((length, rest)) = rest.split_first_chunk::<LENGTH>() else { return Ok(None) };
            let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
            let Some(frame) = rest.get(..length) else { return Ok(None) };
            self.read += LENGTH + length;
            if frame.is_empty() {
                continue;
            }
            return match postcard::take_from_bytes(frame) {
                Ok((message, [])) => Ok(Some(message)),
                Ok((_, rest)) => Err(Corrupt(format!("{} bytes too many", rest.len()))),
                Err(error) => Err(Corrupt(error.to_string())),
            };
        }
    }
}

/// Lets postcard write to the end of a buffer that is kept.
struct Append<'a>(&'a mut Vec<u8>);

impl Flavor for Append<'_> {
    type Output = ();

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.0.push(byte);
        Ok(())
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{
        ClockCause, Entry, EntryId, EntryKind, ExitKind, Fact, Position, PromiseId, Site, SiteId,
        SiteKind, Step, Stream, TextId, Value, VirtualTime, WaitId, Worker,
    };

    fn samples() -> Vec<Record> {
        let site = SiteId(7);
        vec![
            Record::Header(crate::trace::Header::default()),
            Record::Text("naïve \n text".to_owned()),
            Record::Site(Site {
                file: crate::trace::FileId(1),
                kind: SiteKind::AsyncFunction,
                start: Position { line: 1, column: 2 },
                end: Position { line: 300, column: 70_000 },
                function: site,
                name: TextId(1),
            }),
            Record::Entry(
                EntryId(1),
                Entry {
                    kind: EntryKind::Interval,
                    label: TextId(1),
                    site: None,
                    scheduled: Step(3),
                    promise: Some(PromiseId(2)),
                    duration_ms: 10,
                },
            ),
            Record::Fact(Fact::StatementReached { site }),
            Record::Fact(Fact::CallExited { how: ExitKind::Threw, value: Value::Int(-1) }),
            Record::Fact(Fact::AwaitResumed {
                wait: WaitId(1),
                rejected: true,
                value: Value::Text(TextId(1)),
            }),
            Record::Fact(Fact::RequestTaken { entry: EntryId(1), worker: Worker::Thread(3) }),
            Record::Fact(Fact::ClockMoved { to: VirtualTime(u64::MAX), cause: ClockCause::Waited }),
            Record::Fact(Fact::DrainEnded),
            Record::Fact(Fact::ConsoleWrote { stream: Stream::Stderr, text: TextId(1) }),
            Record::Fact(Fact::Exited { code: -7 }),
        ]
    }

    fn encoded(records: &[Record]) -> Vec<u8> {
        let mut buffer = Vec::new();
        for record in records {
            write_beat(&mut buffer);
            write(&Message::Record(record.clone()), &mut buffer).unwrap();
        }
        buffer
    }

    fn decoded(decoder: &mut Decoder) -> Result<Vec<Record>, Corrupt> {
        let mut records = Vec::new();
        while let Some(message) = decoder.next()? {
            match message {
                Message::Record(record) => records.push(record),
                Message::Ended(_) | Message::Panicked(_) => panic!("only records were sent"),
            }
        }
        Ok(records)
    }

    #[test]
    fn records_arrive_whole_whatever_the_pieces_they_come_in() {
        let bytes = encoded(&samples());
        for piece in [1, 2, 3, 5, 64, bytes.len()] {
            let mut decoder = Decoder::default();
            let mut records = Vec::new();
            for bytes in bytes.chunks(piece) {
                decoder.feed(bytes);
                records.extend(decoded(&mut decoder).unwrap());
            }
            assert_eq!(records, samples(), "in pieces of {piece}");
        }
    }

    #[test]
    fn a_record_cut_off_is_no_record_and_no_error() {
        let bytes = encoded(&samples());
        let mut decoder = Decoder::default();
        decoder.feed(&bytes[..bytes.len() - 1]);
        assert_eq!(decoded(&mut decoder).unwrap(), samples()[..samples().len() - 1]);
    }

    #[test]
    fn a_damaged_record_is_an_error() {
        let mut decoder = Decoder::default();
        decoder.feed(&[2, 0, 0, 0, 0, 250]);
        assert!(decoded(&mut decoder).is_err(), "no record has number 250");
        let mut decoder = Decoder::default();
        decoder.feed(&[3, 0, 0, 0, 1, 0, 9]);
        assert!(decoded(&mut decoder).is_err(), "a message with something behind it");
    }
}
