//! Printing: reports to standard error for people, JSON to standard output.

use crate::Outcome;
use crate::args::{ColorChoice, MessageFormat};
use pgbindgen_codegen::diag::{
    Color, Counts, Diagnostic, SourceMap, json_string, render_all, render_json,
};
use std::fmt::Write as _;
use std::io::IsTerminal as _;

/// Where and how a command speaks.
pub(crate) struct Console {
    format: MessageFormat,
    color: Color,
}

impl Console {
    pub(crate) fn new(format: MessageFormat, choice: ColorChoice) -> Self {
        let no_color = || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let color = match choice {
            ColorChoice::Always => Color::Always,
            ColorChoice::Auto if std::io::stderr().is_terminal() && !no_color() => Color::Always,
            ColorChoice::Auto | ColorChoice::Never => Color::Never,
        };
        Self { format, color }
    }

    /// Reports diagnostics, and says how the command ends because of them.
    pub(crate) fn report(&self, diagnostics: &[Diagnostic], sources: &SourceMap) -> Outcome {
        match self.format {
            MessageFormat::Human => {
                write_all(
                    &mut std::io::stderr().lock(),
                    &render_all(diagnostics, sources, self.color),
                );
            }
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
            write_all(&mut std::io::stderr().lock(), &format!("{text}\n"));
        }
    }

    /// A result: for people as the text, for programs as an object.
    pub(crate) fn result(&self, text: &str, object: &Object) {
        match self.format {
            MessageFormat::Human => self.out(&format!("{text}\n")),
            MessageFormat::Json => self.out(&format!("{}\n", object.0)),
        }
    }

    /// Text to standard output as it is.
    #[allow(clippy::unused_self)]
    pub(crate) fn out(&self, text: &str) {
        write_all(&mut std::io::stdout().lock(), text);
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
                write_all(
                    &mut std::io::stderr().lock(),
                    &format!("{error}: {failure}\n"),
                );
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
}

/// A reader that went away (`pgbindgen history | head`) is no reason to panic.
fn write_all(to: &mut dyn std::io::Write, text: &str) {
    let _ = to.write_all(text.as_bytes());
    let _ = to.flush();
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

    fn raw(mut self, key: &str, value: &str) -> Self {
        self.0.pop();
        let _ = write!(self.0, ",{}:{value}}}", json_string(key));
        self
    }
}
