//! Cursors: OPEN, FETCH, MOVE, CLOSE, and their arguments.

use super::scope::Holds;
use super::{Known, Read, Reader, Word};
use crate::ddl::PlStmt;
use crate::parse::keywords::Kw;
use crate::split::TokenKind;

impl Reader<'_> {
    /// The variable of a cursor.
    fn cursor_variable(&mut self) -> Read<Known> {
        let at = self.parser.pos();
        let Word::Variable { length, known } = self.word(at, false) else {
            return self.not_variable(at);
        };
        let is_simple = !known.field && known.holds != Holds::Row;
        if !is_simple || self.parser.kind_at(at + length) == Some(TokenKind::LBracket) {
            let fault = self.refusal("42804", at, "cursor variable must be a simple variable");
            return Self::refuse(fault.with_help("name a variable of type refcursor"));
        }
        if known.holds == Holds::Scalar {
            let name = self.name_at(at).unwrap_or_default();
            let message = format!("variable \"{name}\" must be of type cursor or refcursor");
            let fault = self.refusal("42804", at, message);
            let help = format!("declare it as `{name} refcursor`, or as a cursor with its query");
            return Self::refuse(fault.with_help(help));
        }
        self.parser.set_pos(at + length);
        Ok(known)
    }

    pub(super) fn close(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        self.parser.advance();
        self.cursor_variable()?;
        self.semicolon()?;
        all.push(PlStmt::Nothing);
        Ok(())
    }

    pub(super) fn open(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        self.parser.advance();
        let at = self.parser.pos();
        let known = self.cursor_variable()?;
        all.push(PlStmt::Nothing);
        if let Holds::BoundCursor(arguments) = known.holds {
            return self.cursor_arguments(at, arguments, ";");
        }
        // What a type of a domain or of another variable is, is not known here.
        if known.holds == Holds::Unknown && !self.opens_query() {
            let _ = self.construct(&[";"], ";", false)?;
            return Ok(());
        }
        if self.parser.eat_word("no") && !self.parser.eat_word("scroll") {
            return self.unexpected("write NO SCROLL FOR");
        }
        self.parser.eat_word("scroll");
        if !self.parser.eat(Kw::For) {
            let at = self.parser.pos();
            let fault = self.complaint(at, "syntax error, expected \"FOR\"");
            return Self::refuse(fault.with_help("write FOR and the query of the cursor"));
        }
        if self.parser.eat(Kw::Execute) {
            let (_, end) = self.expression(&["using", ";"], "USING or ;")?;
            if end == "using" {
                self.expressions(&[";"], ", or ;")?;
            }
            return Ok(());
        }
        let (from, to, _) = self.construct(&[";"], ";", false)?;
        let behind = self.parser.pos();
        self.check_statement(from, to)?;
        self.parser.set_pos(behind);
        Ok(())
    }

    fn opens_query(&self) -> bool {
        self.parser.at(Kw::For) || self.parser.at_word("no") || self.parser.at_word("scroll")
    }

    /// The arguments of a bound cursor, and what must follow them (`read_cursor_args`).
    pub(super) fn cursor_arguments(
        &mut self,
        cursor: usize,
        arguments: usize,
        until: &str,
    ) -> Read<()> {
        let name = self.name_at(cursor).unwrap_or_default();
        let at = self.parser.pos();
        let opens = self.parser.eat_kind(TokenKind::LParen);
        if arguments == 0 && opens {
            let fault = self.refusal("42601", at, format!("cursor \"{name}\" has no arguments"));
            return Self::refuse(fault.with_help("remove the parentheses and what is in them"));
        }
        if arguments > 0 && !opens {
            let fault = self.refusal("42601", at, format!("cursor \"{name}\" has arguments"));
            return Self::refuse(fault.with_help(format!("write `{name}(…)` with its arguments")));
        }
        for number in 1..=arguments {
            let at = self.parser.pos();
            let is_named = self.name_at(at).is_some()
                && (self.parser.kind_at(at + 1) == Some(TokenKind::ColonEquals)
                    || self.parser.text_at(at + 1) == "=>");
            if is_named {
                self.parser.set_pos(at + 2);
            }
            let (_, end) = self.expression(&[",", ")"], ",\" or \")")?;
            let at = self.parser.pos() - 1;
            let message = match (end, number == arguments) {
                (")", false) => format!("not enough arguments for cursor \"{name}\""),
                (",", true) => format!("too many arguments for cursor \"{name}\""),
                _ => continue,
            };
            let fault = self.refusal("42601", at, message);
            return Self::refuse(fault.with_help(format!("give the cursor {arguments}")));
        }
        let at = self.parser.pos();
        let is_until = match until {
            ";" => self.is_semicolon(),
            word => self.is_word(at, word),
        };
        if !is_until {
            return self.unexpected("end the arguments of the cursor here");
        }
        self.parser.advance();
        Ok(())
    }

    /// FETCH and MOVE.
    pub(super) fn fetch(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let moves = self.parser.at_word("move");
        self.parser.advance();
        let several = self.direction()?;
        self.cursor_variable()?;
        let mut variables = Vec::new();
        if !moves {
            if !self.parser.eat(Kw::Into) {
                return self.unexpected("write INTO and the variables that take the row");
            }
            variables = self.target(false)?;
        }
        let span = self.parser.span_from(start);
        self.semicolon()?;
        if several && !moves {
            let message = "FETCH statement cannot return multiple rows";
            let fault = self.refusal("0A000", start, message);
            return Self::refuse(fault.with_help("fetch one row, in a loop for more"));
        }
        all.push(PlStmt::Forget { variables, span });
        Ok(())
    }

    /// The direction of FETCH with its FROM; whether it may give several rows.
    fn direction(&mut self) -> Read<bool> {
        let at = self.parser.pos();
        let is = |word: &str| self.is_word(at, word);
        if is("next") || is("prior") || is("first") || is("last") {
            self.parser.advance();
            return self.end_of_direction().map(|()| false);
        }
        if is("absolute") || is("relative") {
            self.parser.advance();
            self.expression(&["from", "in"], "FROM or IN")?;
            return Ok(false);
        }
        if is("all") {
            self.parser.advance();
            return self.end_of_direction().map(|()| true);
        }
        if is("forward") || is("backward") {
            self.parser.advance();
            if self.parser.eat_any(&[Kw::From, Kw::In]).is_some() {
                return Ok(false);
            }
            if self.parser.eat(Kw::All) {
                return self.end_of_direction().map(|()| true);
            }
            self.expression(&["from", "in"], "FROM or IN")?;
            return Ok(true);
        }
        if self.parser.eat_any(&[Kw::From, Kw::In]).is_some() {
            return Ok(false);
        }
        let is_cursor = match (&self.scope, self.word(at, false)) {
            // Without names in sight a cursor is told by what follows it.
            (None, _) => {
                let behind = at + self.names_at(at).1;
                self.parser.kw_at(behind) == Some(Kw::Into)
                    || self.parser.kind_at(behind) == Some(TokenKind::Semicolon)
            }
            (Some(_), Word::Variable { .. }) => true,
            _ => false,
        };
        if is_cursor {
            return Ok(false);
        }
        // A word that is no variable would be the cursor.
        let (names, length) = self.names_at(at);
        let behind = at + length;
        if !names.is_empty()
            && (self.parser.kw_at(behind) == Some(Kw::Into)
                || self.parser.kind_at(behind) == Some(TokenKind::Semicolon))
        {
            return self.not_variable(at);
        }
        self.expression(&["from", "in"], "FROM or IN")?;
        Ok(true)
    }

    fn end_of_direction(&mut self) -> Read<()> {
        if self.parser.eat_any(&[Kw::From, Kw::In]).is_some() {
            return Ok(());
        }
        let at = self.parser.pos();
        let fault = self.complaint(at, "expected FROM or IN");
        Self::refuse(fault.with_help("write FROM before the name of the cursor"))
    }
}
