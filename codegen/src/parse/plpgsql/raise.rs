//! RAISE, ASSERT and GET DIAGNOSTICS.

use super::{Read, Reader, Word, scope::Holds};
use crate::ddl::{Need, PlExpr, PlStmt};
use crate::diag::nearest;
use crate::parse::keywords::Kw;
use crate::split::TokenKind;

/// The levels of RAISE; the first raises an error.
const LEVELS: &[&str] = &["exception", "warning", "notice", "info", "log", "debug"];

const OPTIONS: &[&str] = &[
    "errcode",
    "message",
    "detail",
    "hint",
    "column",
    "constraint",
    "datatype",
    "table",
    "schema",
];

/// What GET DIAGNOSTICS gives, and whether of a caught error; `None` of both kinds.
const ITEMS: &[(&str, Option<bool>)] = &[
    ("row_count", Some(false)),
    ("pg_context", None),
    ("pg_exception_detail", Some(true)),
    ("pg_exception_hint", Some(true)),
    ("pg_exception_context", Some(true)),
    ("column_name", Some(true)),
    ("constraint_name", Some(true)),
    ("pg_datatype_name", Some(true)),
    ("message_text", Some(true)),
    ("table_name", Some(true)),
    ("schema_name", Some(true)),
    ("returned_sqlstate", Some(true)),
    (ROUTINE_OID, Some(false)),
];

/// The item that 16 brought.
const ROUTINE_OID: &str = "pg_routine_oid";

impl Reader<'_> {
    pub(super) fn raise(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        self.parser.advance();
        let mut condition = None;
        let mut level = "exception";
        if self.is_semicolon() {
            self.parser.advance();
        } else {
            let at = self.parser.pos();
            if let Some(found) = LEVELS.iter().find(|level| self.is_word(at, level)) {
                level = found;
                self.parser.advance();
            }
            condition = self.raised(start)?;
        }
        let span = self.parser.span(
            self.parser
                .bytes(start, self.parser.pos().saturating_sub(1)),
        );
        all.push(if level == "exception" {
            PlStmt::RaiseException { condition, span }
        } else {
            PlStmt::Nothing
        });
        Ok(())
    }

    /// What follows the level of RAISE, with the `;`; the condition.
    fn raised(&mut self, start: usize) -> Read<Option<String>> {
        const FORM: &str =
            "write `RAISE EXCEPTION 'text', values;`, or RAISE with the name of a condition";
        let at = self.parser.pos();
        let mut condition = None;
        if self.parser.at_string() {
            let Ok(format) = self.parser.string() else {
                return self.unread(at, "a RAISE is not interpreted");
            };
            if self.raise_values(start, &format)? == "using" {
                self.raise_options(&mut condition)?;
            }
            return Ok(condition);
        }
        if self.is_word(at, "sqlstate") {
            self.parser.advance();
            condition = Some(self.sqlstate()?);
        } else if !self.is_word(at, "using") {
            let is_name =
                !matches!(self.word(at, false), Word::Variable { .. }) || self.scope.is_none();
            let Some(name) = self.identifier().filter(|_| is_name) else {
                self.parser.set_pos(at);
                return self.unexpected(FORM);
            };
            self.known_level(&name, at)?;
            condition = Some(name);
        }
        if self.parser.eat(Kw::Using) {
            self.raise_options(&mut condition)?;
        } else if self.is_semicolon() {
            self.parser.advance();
        } else {
            return self.unexpected(FORM);
        }
        Ok(condition)
    }

    /// A word behind RAISE that may be a mistyped level.
    fn known_level(&self, name: &str, at: usize) -> Read<()> {
        let behind = self.parser.kind_at(at + 1);
        let is_text = matches!(
            behind,
            Some(TokenKind::Str | TokenKind::EscapeStr | TokenKind::DollarStr)
        );
        match self.condition(name, at) {
            Err(super::Stop::Refused(mut fault))
                if is_text && nearest(name, LEVELS.iter().copied()).is_some() =>
            {
                let near = nearest(name, LEVELS.iter().copied()).unwrap_or("exception");
                fault.help = vec![format!("write `{}` if that is meant", near.to_uppercase())];
                Err(super::Stop::Refused(fault))
            }
            other => other,
        }
    }

    /// What follows the text of RAISE, up to `;` or USING.
    fn raise_values(&mut self, start: usize, format: &str) -> Read<&'static str> {
        let mut values = 0;
        let end = if self.is_semicolon() {
            self.parser.advance();
            ";"
        } else if self.parser.eat(Kw::Using) {
            "using"
        } else if self.parser.eat_kind(TokenKind::Comma) {
            loop {
                let (_, end) = self.expression(&[",", ";", "using"], ", or ; or USING")?;
                values += 1;
                if end != "," {
                    break end;
                }
            }
        } else {
            return self.unexpected(
                "write `,` and a value for each `%`, USING and options, or end it with `;`",
            );
        };
        let places = format.replace("%%", "").matches('%').count();
        let (message, help) = match values.cmp(&places) {
            std::cmp::Ordering::Equal => return Ok(end),
            std::cmp::Ordering::Greater => (
                "too many parameters specified for RAISE",
                "write `%` in the text for each value",
            ),
            std::cmp::Ordering::Less => (
                "too few parameters specified for RAISE",
                "give a value for each `%` of the text, and write `%%` for the sign itself",
            ),
        };
        Self::refuse(
            self.refusal("42601", start, message)
                .with_label(format!(
                    "`%` in the text: {places}; values behind it: {values}"
                ))
                .with_help(help),
        )
    }

    /// The options behind USING, with the `;`.
    fn raise_options(&mut self, condition: &mut Option<String>) -> Read<()> {
        loop {
            let at = self.parser.pos();
            let option = OPTIONS.iter().find(|option| self.is_word(at, option));
            let Some(option) = option else {
                let fault = self.complaint(at, "unrecognized RAISE statement option");
                let known = OPTIONS.join(", ").to_uppercase();
                return Self::refuse(fault.with_help(format!("write one of {known}")));
            };
            self.parser.advance();
            if !self.is_assignment(self.parser.pos()) {
                let at = self.parser.pos();
                let fault = self.complaint(at, "syntax error, expected \"=\"");
                let help = format!("write `{} = value`", option.to_uppercase());
                return Self::refuse(fault.with_help(help));
            }
            self.parser.advance();
            let (value, end) = self.expression(&[",", ";"], ", or ;")?;
            if *option == "errcode" {
                *condition = match value.expr {
                    PlExpr::Text(text) => Some(text),
                    _ => None,
                };
            }
            if end == ";" {
                return Ok(());
            }
        }
    }

    pub(super) fn assert(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        self.parser.advance();
        let (_, end) = self.expression(&[",", ";"], ", or ;")?;
        if end == "," {
            self.expression(&[";"], ";")?;
        }
        all.push(PlStmt::Nothing);
        Ok(())
    }

    /// `GET [CURRENT | STACKED] DIAGNOSTICS variable = item, …;`.
    pub(super) fn get_diagnostics(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        self.parser.advance();
        let stacked = self.parser.eat_word("stacked");
        if !stacked {
            self.parser.eat_word("current");
        }
        if !self.parser.eat_word("diagnostics") {
            return self.unexpected("write GET DIAGNOSTICS variable = item");
        }
        let mut variables = Vec::new();
        loop {
            let at = self.parser.pos();
            let Word::Variable { length, known } = self.word(at, false) else {
                return self.not_variable(at);
            };
            let is_row = known.holds == Holds::Row && !known.field;
            if is_row || self.parser.kind_at(at + length) == Some(TokenKind::LBracket) {
                let shown = self.names_at(at).0.join(".");
                let message = format!("\"{shown}\" is not a scalar variable");
                let fault = self.refusal("42601", at, message);
                return Self::refuse(fault.with_help("name a variable of one value"));
            }
            self.assignable(at, known)?;
            variables.extend(self.names_at(at).0.into_iter().next());
            self.parser.set_pos(at + length);
            if !self.is_assignment(self.parser.pos()) {
                return self.unexpected("write `=` and the item behind the variable");
            }
            self.parser.advance();
            self.diagnostics_item(start, stacked)?;
            if !self.parser.eat_kind(TokenKind::Comma) {
                break;
            }
        }
        let span = self.parser.span_from(start);
        self.semicolon()?;
        all.push(PlStmt::Forget { variables, span });
        Ok(())
    }

    fn diagnostics_item(&mut self, start: usize, stacked: bool) -> Read<()> {
        let at = self.parser.pos();
        let Some((item, of)) = ITEMS.iter().find(|(item, _)| self.is_word(at, item)) else {
            let fault = self.complaint(at, "unrecognized GET DIAGNOSTICS item");
            let word = self.parser.text_at(at).to_lowercase();
            let near = nearest(&word, ITEMS.iter().map(|(item, _)| *item));
            let near = near.unwrap_or("row_count").to_uppercase();
            return Self::refuse(fault.with_help(format!("write `{near}` if that is meant")));
        };
        self.parser.advance();
        if *item == ROUTINE_OID {
            self.needs.push(Need {
                version: 16,
                code: "42601",
                message: self
                    .complaint(at, "unrecognized GET DIAGNOSTICS item")
                    .message,
                span: self.place(at),
                instead: None,
            });
        }
        if of.is_none_or(|of| of == stacked) {
            return Ok(());
        }
        let item = item.to_uppercase();
        let (kind, other) = if stacked {
            ("STACKED", "CURRENT")
        } else {
            ("CURRENT", "STACKED")
        };
        let message = format!("diagnostics item {item} is not allowed in GET {kind} DIAGNOSTICS");
        let fault = self.refusal("42601", start, message);
        Self::refuse(fault.with_help(format!("write GET {other} DIAGNOSTICS")))
    }
}
