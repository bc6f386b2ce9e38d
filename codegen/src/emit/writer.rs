//! Lines of Rust.

/// Text under construction, indented by blocks.
pub(super) struct Writer {
    text: String,
    depth: usize,
    krate: String,
}

impl Writer {
    /// An empty text that names the runtime by this path.
    pub(super) fn new(krate: &str) -> Self {
        Self {
            text: String::with_capacity(64 * 1024),
            depth: 0,
            krate: krate.to_owned(),
        }
    }

    /// The path of the runtime.
    pub(super) fn krate(&self) -> &str {
        &self.krate
    }

    /// A line. What comes from SQL is in it as a [`literal`] only.
    pub(super) fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A line that opens a block.
    pub(super) fn open(&mut self, line: &str) {
        self.line(line);
        self.depth += 1;
    }

    /// A line that closes one.
    pub(super) fn close(&mut self, line: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(line);
    }

    /// Documentation, an attribute a line.
    pub(super) fn docs(&mut self, lines: &[String]) {
        for line in lines {
            let attribute = format!("#[doc = {}]", literal(&format!(" {line}")));
            self.line(&attribute);
        }
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// A string literal: the one way by which text of the database enters the code.
pub(super) fn literal(text: &str) -> String {
    // Rust's own escapes, which `Debug` of `str` is made of.
    format!("{text:?}")
}
