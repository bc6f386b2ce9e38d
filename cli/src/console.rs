//! Printing: reports to standard error for people, JSON to standard output.

use crate::Outcome;
use crate::args::{ColorChoice, MessageFormat};
use pgbindgen_codegen::diag::{
    Color, Counts, Diagnostic, SourceMap, json_string, render_all, render_json,
};
use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};

/// Where and how a command speaks.
pub(crate) struct Console {
    format: MessageFormat,
    color: Color,
    /// The first thing that kept a text from being written.
    lost: RefCell<Option<io::Error>>,
}

impl Console {
    pub(crate) fn new(format: MessageFormat, choice: ColorChoice) -> Self {
        let no_color = || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let color = match choice {
            ColorChoice::Always => Color::Always,
            ColorChoice::Auto if io::stderr().is_terminal() && !no_color() => Color::Always,
            ColorChoice::Auto | ColorChoice::Never => Color::Never,
        };
        Self {
            format,
            color,
            lost: RefCell::new(None),
        }
    }

    /// Reports diagnostics, and says how the command ends because of them.
    pub(crate) fn report(&self, diagnostics: &[Diagnostic], sources: &SourceMap) -> Outcome {
        match self.format {
            MessageFormat::Human => self.err(&render_all(diagnostics, sources, self.color)),
            MessageFormat::Json => {
                for diagnostic in diagnostics {
                    self.out(&format!("{}\n", render_json(diagnostic, sources)));
                }
            }
        }
        if Counts::of(diagnostics).errors > 0 {
            Outcome::AtFault
        } else {
            Outcome::Clean
        }
    }

    /// A line about what was done: people want it, a program does not.
    pub(crate) fn say(&self, text: &str) {
        if self.format == MessageFormat::Human {
            self.err(&format!("{text}\n"));
        }
    }

    /// A result: for people as the text, for programs as an object.
    pub(crate) fn result(&self, text: &str, object: &Object) {
        match self.format {
            MessageFormat::Human => self.out(&format!("{text}\n")),
            MessageFormat::Json => self.out(&format!("{}\n", object.0)),
        }
    }

    /// An error that belongs to no place in a file.
    pub(crate) fn complain(&self, message: &str) {
        self.failure(&*Box::<dyn std::error::Error>::from(message));
    }

    /// What stopped the command.
    pub(crate) fn failure(&self, failure: &dyn std::error::Error) {
        match self.format {
            MessageFormat::Human => {
                let error = match self.color {
                    Color::Always => "\x1b[1;91merror\x1b[0m",
                    Color::Never => "error",
                };
                self.err(&format!("{error}: {failure}\n"));
            }
            MessageFormat::Json => {
                let message = json_string(&failure.to_string());
                self.out(&format!(
                    "{{\"$message_type\":\"diagnostic\",\"message\":{message},\"code\":null,\
                     \"level\":\"error\",\"spans\":[],\"children\":[],\"rendered\":{}}}\n",
                    json_string(&format!("error: {failure}\n"))
                ));
            }
        }
    }

    /// Whether everything reached its reader. A reader that went away
    /// (`pgbindgen history | head`) has what it wanted; a full disk is a fault.
    pub(crate) fn is_complete(&self) -> bool {
        match self.lost.take() {
            None => true,
            Some(error) if error.kind() == io::ErrorKind::BrokenPipe => true,
            Some(error) => {
                // Perhaps standard error still takes it.
                self.err(&format!("error: cannot write the output: {error}\n"));
                false
            }
        }
    }

    fn out(&self, text: &str) {
        self.write_all(&mut io::stdout().lock(), text);
    }

    fn err(&self, text: &str) {
        self.write_all(&mut io::stderr().lock(), text);
    }

    fn write_all(&self, to: &mut dyn io::Write, text: &str) {
        if let Err(error) = to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
            self.lost.borrow_mut().get_or_insert(error);
        }
    }
}

/// A flat JSON object, built a member at a time.
pub(crate) struct Object(String);

impl Object {
    /// One that begins with its type.
    pub(crate) fn new(message_type: &str) -> Self {
        Self(format!(
            "{{\"$message_type\":{}}}",
            json_string(message_type)
        ))
    }

    #[must_use]
    pub(crate) fn text(self, key: &str, value: &str) -> Self {
        self.raw(key, &json_string(value))
    }

    #[must_use]
    pub(crate) fn texts<'a>(self, key: &str, values: impl IntoIterator<Item = &'a str>) -> Self {
        let values: Vec<String> = values.into_iter().map(json_string).collect();
        self.raw(key, &format!("[{}]", values.join(",")))
    }

    #[must_use]
    pub(crate) fn flag(self, key: &str, value: bool) -> Self {
        self.raw(key, if value { "true" } else { "false" })
    }

    /// A member that is JSON already, over however many lines.
    #[must_use]
    pub(crate) fn json(self, key: &str, value: &str) -> Self {
        self.raw(key, &on_one_line(value))
    }

    fn raw(mut self, key: &str, value: &str) -> Self {
        self.0.pop();
        let _ = write!(self.0, ",{}:{value}}}", json_string(key));
        self
    }
}

/// JSON without the space between its tokens.
fn on_one_line(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in json.chars() {
        if in_string {
            in_string = escaped || c != '"';
            escaped = c == '\\' && !escaped;
        } else if c.is_ascii_whitespace() {
            continue;
        } else {
            in_string = c == '"';
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_goes_but_for_what_is_in_strings() {
        let json = "{\n  \"a b\": [ 1, \"\\\" \\\\\", true ],\n  \"c\" : \" \"\n}\n";
        assert_eq!(
            on_one_line(json),
            "{\"a b\":[1,\"\\\" \\\\\",true],\"c\":\" \"}"
        );
    }
}
