//! Writes a document's lists item by item, so that none of them is ever held as a whole.

use std::io;

use serde::Serialize;

use super::row::Row;

/// Bytes that are gathered before they are handed on; writers may be unbuffered.
const CHUNK: usize = 64 << 10;

/// A JSON object under way: members are written in the order of the calls.
pub(crate) struct Document<'w> {
    out: &'w mut dyn io::Write,
    buffer: Vec<u8>,
    members: usize,
}

impl<'w> Document<'w> {
    /// Begins the object.
    pub(crate) fn begin(out: &'w mut dyn io::Write) -> Document<'w> {
        let mut buffer = Vec::with_capacity(CHUNK + CHUNK / 4);
        buffer.push(b'{');
        Document { out, buffer, members: 0 }
    }

    /// Writes a member.
    pub(crate) fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> io::Result<()> {
        self.name(name)?;
        serde_json::to_writer(&mut self.buffer, value)?;
        self.hand_on()
    }

    /// Writes a member that is an array, one item per line.
    pub(crate) fn list<T: Serialize>(
        &mut self,
        name: &str,
        items: impl Iterator<Item = T>,
    ) -> io::Result<()> {
        self.name(name)?;
        self.buffer.push(b'[');
        for (index, item) in items.enumerate() {
            self.buffer.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
            serde_json::to_writer(&mut self.buffer, &item)?;
            self.hand_on()?;
        }
        self.buffer.push(b']');
        Ok(())
    }

    /// The same, each item an object that is written member by member.
    pub(crate) fn rows<T>(
        &mut self,
        name: &str,
        items: impl Iterator<Item = T>,
        write: impl Fn(T, &mut Row<'_>),
    ) -> io::Result<()> {
        self.name(name)?;
        self.buffer.push(b'[');
        for (index, item) in items.enumerate() {
            self.buffer.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
            let mut row = Row::begin(&mut self.buffer);
            write(item, &mut row);
            row.end();
            self.hand_on()?;
        }
        self.buffer.push(b']');
        Ok(())
    }

    /// Begins a member that is an array of one object; `close_only` closes both.
    pub(crate) fn open_only(&mut self, name: &str) -> io::Result<()> {
        self.name(name)?;
        self.buffer.extend_from_slice(b"[{");
        self.members = 0;
        Ok(())
    }

    /// Ends what `open_only` began.
    pub(crate) fn close_only(&mut self) {
        self.buffer.extend_from_slice(b"}]");
        self.members = 1;
    }

    /// Ends the object and the line it stands on.
    pub(crate) fn end(mut self) -> io::Result<()> {
        self.buffer.extend_from_slice(b"}\n");
        self.out.write_all(&self.buffer)
    }

    fn name(&mut self, name: &str) -> io::Result<()> {
        if self.members > 0 {
            self.buffer.extend_from_slice(b",\n");
        }
        self.members += 1;
        serde_json::to_writer(&mut self.buffer, name)?;
        self.buffer.push(b':');
        Ok(())
    }

    fn hand_on(&mut self) -> io::Result<()> {
        if self.buffer.len() < CHUNK {
            return Ok(());
        }
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }
}
