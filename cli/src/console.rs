//! Printing: reports to standard error for people, to standard output for
//! programs.

use crate::args::{ColorChoice, MessageFormat};
use crate::{Outcome, github, roots, sarif};
use pgbindgen_codegen::Options;
use pgbindgen_codegen::diag::{
    Color, Counts, Diagnostic, SourceMap, json_string, render_all, render_json,
};
use std::cell::RefCell;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

/// Where and how a command speaks.
pub(crate) struct Console {
    format: MessageFormat,
    color: Color,
    /// The folder that shown paths are relative to; `None` for the current one.
    base: Option<PathBuf>,
    /// What a log holds so far: it is one document, printed at the end.
    log: RefCell<sarif::Log>,
    /// The first thing that kept a text from being written.
    lost: RefCell<Option<io::Error>>,
}

impl Console {
    pub(crate) fn new(format: MessageFormat, choice: ColorChoice) -> Self {
        let color = if colours(
            choice,
            &|name| std::env::var_os(name),
            io::stderr().is_terminal(),
        ) {
            Color::Always
        } else {
            Color::Never
        };
        Self {
            format,
            color,
            base: roots::base(format),
            log: RefCell::default(),
            lost: RefCell::new(None),
        }
    }

    /// How to read a project so that its paths are shown as the format wants them.
    pub(crate) fn options(&self) -> Options {
        // No command goes on after what it was asked for.
        let options = Options::default().one_run();
        match &self.base {
            Some(base) => options.base(base),
            None => options,
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
            MessageFormat::Github => {
                for diagnostic in diagnostics {
                    self.out(&format!("{}\n", github::render(diagnostic, sources)));
                }
            }
            MessageFormat::Sarif => {
                let mut log = self.log.borrow_mut();
                for diagnostic in diagnostics {
                    log.add(diagnostic, sources);
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
        if self.format != MessageFormat::Json {
            self.err(&format!("{text}\n"));
        }
    }

    /// A result: for people as the text, for programs as an object. Beside a log,
    /// which is one document, it goes where people read.
    pub(crate) fn result(&self, text: &str, object: &Object) {
        match self.format {
            MessageFormat::Human | MessageFormat::Github => self.out(&format!("{text}\n")),
            MessageFormat::Json => self.out(&format!("{}\n", object.0)),
            MessageFormat::Sarif => self.err(&format!("{text}\n")),
        }
    }

    /// What a program learns from an object that people are told in other words.
    pub(crate) fn object(&self, object: &Object) {
        if self.format == MessageFormat::Json {
            self.out(&format!("{}\n", object.0));
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
            MessageFormat::Github => {
                self.out(&format!("{}\n", github::failure(&failure.to_string())));
            }
            MessageFormat::Sarif => self.log.borrow_mut().fail(&failure.to_string()),
        }
    }

    /// Prints what is printed once all is known.
    pub(crate) fn finish(&self) {
        if self.format == MessageFormat::Sarif {
            let log = self.log.take();
            let root = self.base.as_deref().unwrap_or(Path::new("/"));
            self.out(&log.finish(root));
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

/// Whether to use colours: as the command line says, else as the conventions of
/// <https://no-color.org> and <https://bixense.com/clicolors> do, else on a
/// terminal that takes them.
fn colours(
    choice: ColorChoice,
    variable: &dyn Fn(&str) -> Option<OsString>,
    is_terminal: bool,
) -> bool {
    let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
    let is_on = |name| variable(name).is_some_and(|value| !value.is_empty() && value != "0");
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if is_set("NO_COLOR") => false,
        ColorChoice::Auto if is_on("CLICOLOR_FORCE") => true,
        ColorChoice::Auto => {
            let is_off = variable("CLICOLOR").is_some_and(|value| value == "0");
            let is_dumb = variable("TERM").is_some_and(|value| value == "dumb");
            is_terminal && !is_off && !is_dumb
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
    pub(crate) fn number(self, key: &str, value: usize) -> Self {
        self.raw(key, &value.to_string())
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
    fn colours_where_they_are_wanted() {
        use ColorChoice::{Always, Auto, Never};
        for (choice, variables, is_terminal, expected) in [
            (Auto, &[][..], true, true),
            (Auto, &[], false, false),
            (Always, &[("NO_COLOR", "1")], false, true),
            (Never, &[("CLICOLOR_FORCE", "1")], true, false),
            (Auto, &[("NO_COLOR", "1")], true, false),
            (Auto, &[("NO_COLOR", "")], true, true),
            (Auto, &[("CLICOLOR_FORCE", "1")], false, true),
            (Auto, &[("CLICOLOR_FORCE", "0")], false, false),
            (
                Auto,
                &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")],
                true,
                false,
            ),
            (Auto, &[("CLICOLOR", "0")], true, false),
            (Auto, &[("TERM", "dumb")], true, false),
        ] {
            let variable = |name: &str| {
                let found = variables.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| OsString::from(value))
            };
            assert_eq!(
                colours(choice, &variable, is_terminal),
                expected,
                "{choice:?} {variables:?} {is_terminal}"
            );
        }
    }

    #[test]
    fn space_goes_but_for_what_is_in_strings() {
        let json = "{\n  \"a b\": [ 1, \"\\\" \\\\\", true ],\n  \"c\" : \" \"\n}\n";
        assert_eq!(
            on_one_line(json),
            "{\"a b\":[1,\"\\\" \\\\\",true],\"c\":\" \"}"
        );
    }
}
