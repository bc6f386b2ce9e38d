//! Blocks: labels, declarations, handlers.

use super::scope::{self, Holds, LabelOf};
use super::{Read, Reader, Stop, Word};
use crate::ddl::{
    Block, Handler, Name, PlDeclared, PlStmt, PlType, PlValue, QName, TypeName, conditions,
};
use crate::diag::nearest;
use crate::parse::cursor::Parser;
use crate::parse::keywords::Kw;
use crate::split::TokenKind;

/// A variable as it is declared: its name, whether it holds a row, and its value.
type Declared = (String, bool, Option<PlValue>);

impl Reader<'_> {
    /// `<<label>>`.
    pub(super) fn label(&mut self) -> Read<Option<String>> {
        if !self.parser.eat_op("<<") {
            return Ok(None);
        }
        match self.identifier() {
            Some(name) if self.parser.eat_op(">>") => Ok(Some(name)),
            _ => self.unexpected("write a label as `<<name>>`"),
        }
    }

    /// Enters what a label is of.
    pub(super) fn enter(&mut self, label: Option<&String>, of: LabelOf) {
        if let Some(scope) = &mut self.scope {
            scope.push(label.cloned(), of);
        }
    }

    pub(super) fn leave_scope(&mut self) {
        if let Some(scope) = &mut self.scope {
            scope.pop();
        }
    }

    pub(super) fn declare(&mut self, name: &str, holds: Holds, constant: bool) {
        if let Some(scope) = &mut self.scope {
            scope.declare(name, holds, constant);
        }
    }

    /// The label behind END, which must be that before the block or loop.
    pub(super) fn end_label(&mut self, label: Option<&String>) -> Read<()> {
        let at = self.parser.pos();
        let Some(end) = self.identifier() else {
            return Ok(());
        };
        if label == Some(&end) {
            return Ok(());
        }
        let (message, help) = match label {
            None => (
                format!("end label \"{end}\" specified for unlabeled block"),
                format!("remove `{end}`, or write `<<{end}>>` before what ends here"),
            ),
            Some(label) => (
                format!("end label \"{end}\" differs from block's label \"{label}\""),
                format!("write `{label}`"),
            ),
        };
        Self::refuse(self.refusal("42601", at, message).with_help(help))
    }

    /// `[DECLARE …] BEGIN … [EXCEPTION …] END [label]`.
    pub(super) fn block(&mut self, label: Option<String>) -> Read<Block> {
        self.deeper()?;
        let start = self.parser.pos();
        self.enter(label.as_ref(), LabelOf::Block);
        let variables = if self.parser.eat(Kw::Declare) {
            self.declarations()?
        } else {
            Vec::new()
        };
        let begin = self.parser.pos();
        if !self.parser.eat(Kw::Begin) {
            return self.unexpected("begin the statements of the block with BEGIN");
        }
        let body = self.statements(&[])?;
        let mut handlers = Vec::new();
        if self.parser.eat_word("exception") {
            self.declare("sqlstate", Holds::Scalar, true);
            self.declare("sqlerrm", Holds::Scalar, true);
            if !self.parser.at(Kw::When) {
                return self.unexpected("begin a handler with WHEN and its condition");
            }
            while self.parser.eat(Kw::When) {
                handlers.push(self.handler()?);
            }
        }
        if !self.parser.eat(Kw::End) {
            return self.not_closed(begin, "BEGIN", "END");
        }
        self.end_label(label.as_ref())?;
        self.leave_scope();
        self.depth -= 1;
        Ok(Block {
            label,
            variables,
            body,
            handlers,
            span: self.parser.span_from(start),
        })
    }

    /// The grammar does not go on where something that began at a token must end.
    pub(super) fn not_closed<T>(&self, opened: usize, word: &str, end: &str) -> Read<T> {
        let at = self.parser.pos();
        let fault = self
            .complaint(at, "syntax error")
            .with_secondary(self.place(opened), format!("the {word} that is open here"));
        Self::refuse(self.guessed(fault, at, &format!("close the {word} with `{end};`")))
    }

    fn handler(&mut self) -> Read<Handler> {
        let mut named = Vec::new();
        loop {
            let at = self.parser.pos();
            let Some(name) = self.identifier() else {
                return self.unexpected("write the name of a condition, OTHERS or SQLSTATE 'code'");
            };
            if name == "sqlstate" {
                named.push(self.sqlstate()?);
            } else {
                if name != "others" {
                    self.condition(&name, at)?;
                }
                named.push(name);
            }
            if !self.parser.eat(Kw::Or) {
                break;
            }
        }
        if !self.parser.eat(Kw::Then) {
            return self.unexpected("write THEN behind the conditions of the handler");
        }
        let body = self.statements(&[Kw::When])?;
        Ok(Handler {
            conditions: named,
            body,
        })
    }

    /// The code behind SQLSTATE.
    pub(super) fn sqlstate(&mut self) -> Read<String> {
        let at = self.parser.pos();
        let code = if self.parser.at_string() {
            self.parser.string().ok()
        } else {
            None
        };
        let Some(code) = code else {
            return self.unexpected("write the five characters of the SQLSTATE as a string");
        };
        let is_state = code.len() == 5
            && (code.bytes()).all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        if is_state {
            return Ok(code);
        }
        let fault = self.complaint(at, "invalid SQLSTATE code");
        Self::refuse(fault.with_help("write five digits or capital letters: SQLSTATE '23505'"))
    }

    /// A condition's name must be one of the server's.
    pub(super) fn condition(&self, name: &str, at: usize) -> Read<()> {
        if self.scope.is_none() || conditions::states_of(name).next().is_some() {
            return Ok(());
        }
        let message = format!("unrecognized exception condition \"{name}\"");
        let fault = self.refusal("42704", at, message);
        Self::refuse(match nearest(name, conditions::names()) {
            Some(near) => fault.with_help(format!("write `{near}` if that is meant")),
            None => fault
                .with_help("take a name from appendix A of the manual, or write SQLSTATE 'code'"),
        })
    }

    // ---- declarations ----

    fn declarations(&mut self) -> Read<Vec<Declared>> {
        let mut variables = Vec::new();
        loop {
            if self.parser.at(Kw::Begin) {
                return Ok(variables);
            }
            if self.parser.eat(Kw::Declare) {
                continue;
            }
            if self.parser.at_op("<<") {
                let at = self.parser.pos();
                let message = "block label must be placed before DECLARE, not after";
                let fault = self.refusal("42601", at, message);
                return Self::refuse(fault.with_help("move the label before DECLARE"));
            }
            let at = self.parser.pos();
            let Some(name) = self.identifier() else {
                let help = "declare a variable, or begin the statements with BEGIN";
                return self.unexpected(help);
            };
            if self
                .scope
                .as_ref()
                .is_some_and(|scope| scope.is_declared_here(&name))
            {
                let fault = self.complaint(at, "duplicate declaration");
                let help = format!("remove this declaration of `{name}`, or rename it");
                return Self::refuse(fault.with_help(help));
            }
            if self.is_word(at + 1, "alias") && self.is_word(at + 2, "for") {
                self.alias(&name)?;
                continue;
            }
            variables.push(self.declaration(name)?);
        }
    }

    /// `name ALIAS FOR variable`.
    fn alias(&mut self, name: &str) -> Read<()> {
        self.parser.advance();
        self.parser.advance();
        let at = self.parser.pos();
        let (names, length) = self.names_at(at);
        if names.is_empty() {
            return self.unexpected("name the variable that the alias is for");
        }
        let found = match &self.scope {
            None => Some((Holds::Unknown, false)),
            Some(scope) => scope
                .find(&names)
                .map(|found| (found.variable.holds, found.variable.constant)),
        };
        let Some((holds, constant)) = found else {
            let message = format!("variable \"{}\" does not exist", names.join("."));
            let fault = self.refusal("42704", at, message);
            return Self::refuse(fault.with_help("name a variable or parameter that is declared"));
        };
        self.parser.set_pos(at + length);
        self.semicolon()?;
        self.declare(name, holds, constant);
        Ok(())
    }

    /// What follows the name of a variable.
    fn declaration(&mut self, name: String) -> Read<Declared> {
        let at = self.parser.pos();
        let scrolls = usize::from(self.is_word(at, "no"));
        let scrolls = if self.is_word(at + scrolls, "scroll") {
            scrolls + 1
        } else {
            0
        };
        if self.is_word(at + scrolls, "cursor") {
            self.parser.set_pos(at + scrolls + 1);
            return self.cursor_declaration(name);
        }
        let constant = self.parser.eat_word("constant");
        let (ty, holds) = self.declared_type(&name)?;
        if self.parser.eat(Kw::Collate) {
            let (names, length) = self.names_at(self.parser.pos());
            if names.is_empty() {
                return self.unexpected("name a collation behind COLLATE");
            }
            self.parser.set_pos(self.parser.pos() + length);
        }
        let not_null = self.parser.pos();
        let is_not_null = self.parser.eat_all(&[Kw::Not, Kw::Null]);
        let at = self.parser.pos();
        let value = if self.is_semicolon() {
            self.parser.advance();
            None
        } else if self.is_assignment(at) || self.parser.at(Kw::Default) {
            self.parser.advance();
            Some(self.expression(&[";"], ";")?.0)
        } else {
            let fault = self.complaint(at, "syntax error");
            let fault = self.guessed(fault, at, "write `:=` and the value, or end it with `;`");
            return Self::refuse(fault);
        };
        if is_not_null && value.is_none() {
            let message = format!(
                "variable \"{name}\" must have a default value, since it's declared NOT NULL"
            );
            let fault = self.refusal("22004", not_null, message);
            return Self::refuse(fault.with_help("give it a value: `NOT NULL := value`"));
        }
        self.declared.extend(ty);
        self.declare(&name, holds, constant);
        Ok((name, holds == Holds::Row, value))
    }

    /// The type of a variable, or of a cursor's argument (`read_datatype`).
    fn declared_type(&mut self, variable: &str) -> Read<(Option<PlDeclared>, Holds)> {
        let start = self.parser.pos();
        let declared = |reader: &Self, ty: PlType| PlDeclared {
            variable: variable.to_owned(),
            ty,
            span: reader.parser.span_from(start),
        };
        let (names, length) = self.names_at(start);
        let percent = start + length;
        let of = self.parser.kind_at(percent) == Some(TokenKind::Op)
            && self.parser.text_at(percent) == "%";
        if of && !names.is_empty() {
            let is_type = self.is_word(percent + 1, "type");
            let is_row = self.is_word(percent + 1, "rowtype");
            if is_type || is_row {
                let parts = self.parts(start, length)?;
                self.parser.set_pos(percent + 2);
                let is_array = self.decoration()?;
                let found = self.scope.as_ref().and_then(|scope| scope.find(&names));
                let known = found.map(|found| (found.variable.holds, found.field));
                let ty = match (is_row, known) {
                    (true, _) => self.table_of(parts).map(PlType::RowOf),
                    (false, Some((Holds::Unknown, _))) => None,
                    (false, Some((holds, false))) => {
                        if holds == Holds::Row {
                            self.need_at(percent);
                        }
                        None
                    }
                    // A field of a row is none to the server.
                    (false, None | Some((_, true))) => self.column_of(parts),
                };
                let holds = match known {
                    _ if is_array => Holds::Scalar,
                    _ if is_row => Holds::Row,
                    Some((Holds::BoundCursor(_), false)) => Holds::Cursor,
                    Some((holds, false)) => holds,
                    _ => Holds::Unknown,
                };
                return Ok((ty.map(|ty| declared(self, ty)), holds));
            }
        }
        let end = self.type_end(start)?;
        if end == start {
            let fault = self.complaint(start, "missing data type declaration");
            return Self::refuse(fault.with_help(format!("give `{variable}` a type")));
        }
        let bytes = self.parser.bytes(start, end);
        let mut parser = Parser::new(self.parser.text, self.parser.base, bytes, None);
        let read = parser.type_name();
        let ty: TypeName = match read.and_then(|ty| parser.expect_end().map(|()| ty)) {
            Ok(ty) => ty,
            Err(fault) if super::is_refused(&fault) => {
                let told = self.told(&parser, &fault, start);
                let Some(told) = told else {
                    return self.unread(start, "a declaration is not interpreted");
                };
                return Self::refuse(told);
            }
            Err(_) => return self.unread(start, "a declaration is not interpreted"),
        };
        self.needs.append(&mut parser.needs);
        self.parser.set_pos(end);
        let holds = scope::holds(&ty);
        Ok((Some(declared(self, PlType::Named(ty))), holds))
    }

    /// `[3]`, `[]` and ARRAY behind %TYPE, which 17 brought; whether it is there.
    fn decoration(&mut self) -> Read<bool> {
        let start = self.parser.pos();
        if self.parser.eat(Kw::Array) {
            if self.parser.eat_kind(TokenKind::LBracket) {
                self.parser.eat_kind(TokenKind::Integer);
                if !self.parser.eat_kind(TokenKind::RBracket) {
                    return self.unexpected("close the bracket with `]`");
                }
            }
        } else {
            while self.parser.eat_kind(TokenKind::LBracket) {
                self.parser.eat_kind(TokenKind::Integer);
                if !self.parser.eat_kind(TokenKind::RBracket) {
                    return self.unexpected("close the bracket with `]`");
                }
            }
        }
        let is_array = self.parser.pos() > start;
        if is_array {
            self.need_at(start);
        }
        Ok(is_array)
    }

    /// Servers before 17 stop reading at a token of a type.
    fn need_at(&mut self, at: usize) {
        self.parser.need(17, at);
        self.needs.append(&mut self.parser.needs);
    }

    /// Where the type at a token ends.
    fn type_end(&self, start: usize) -> Read<usize> {
        let mut at = start;
        let mut level = 0_i32;
        loop {
            let Some(tok) = self.parser.tok_at(at) else {
                let fault = self.complaint(at, "incomplete data type declaration");
                return Self::refuse(fault.with_help("end the declaration with `;`"));
            };
            match tok.kind {
                TokenKind::Semicolon => return Ok(at),
                TokenKind::Comma | TokenKind::RParen if level == 0 => return Ok(at),
                TokenKind::LParen => level += 1,
                TokenKind::RParen => level -= 1,
                _ if self.is_assignment(at) => return Ok(at),
                _ if matches!(tok.kw, Some(Kw::Collate | Kw::Not | Kw::Default)) => {
                    return Ok(at);
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// The names of so many tokens.
    fn parts(&mut self, start: usize, length: usize) -> Read<Vec<Name>> {
        let mut parts = Vec::new();
        self.parser.set_pos(start);
        while self.parser.pos() < start + length {
            match self.parser.any_label() {
                Ok(name) => parts.push(name),
                Err(_) => return self.unread(start, "a declaration is not interpreted"),
            }
            self.parser.advance();
        }
        Ok(parts)
    }

    fn table_of(&self, parts: Vec<Name>) -> Option<QName> {
        (parts.len() <= 2).then(|| self.parser.qname_of(parts).ok())?
    }

    fn column_of(&self, mut parts: Vec<Name>) -> Option<PlType> {
        let last = parts.pop()?;
        if parts.is_empty() {
            return Some(PlType::OfName(last));
        }
        let table = self.parser.qname_of(parts).ok()?;
        Some(PlType::OfColumn(table, last))
    }

    /// What follows CURSOR in a declaration.
    fn cursor_declaration(&mut self, name: String) -> Read<Declared> {
        let start = self.parser.pos();
        let mut arguments = 0;
        self.enter(Some(&name), LabelOf::Cursor);
        if self.parser.eat_kind(TokenKind::LParen) {
            loop {
                let at = self.parser.pos();
                let Some(argument) = self.identifier() else {
                    return self.unexpected("name the argument of the cursor");
                };
                if self
                    .scope
                    .as_ref()
                    .is_some_and(|scope| scope.is_declared_here(&argument))
                {
                    let fault = self.complaint(at, "duplicate declaration");
                    return Self::refuse(fault.with_help("name the argument otherwise"));
                }
                let (ty, holds) = self.declared_type(&argument)?;
                self.declared.extend(ty);
                self.declare(&argument, holds, false);
                arguments += 1;
                if !self.parser.eat_kind(TokenKind::Comma) {
                    break;
                }
            }
            if !self.parser.eat_kind(TokenKind::RParen) {
                return self.unexpected("close the arguments of the cursor with `)`");
            }
        }
        if !self.parser.eat_word("is") && !self.parser.eat(Kw::For) {
            return self.unexpected("write FOR and the query of the cursor");
        }
        let (from, end, _) = self.construct(&[";"], ";", false)?;
        self.check_statement(from, end)?;
        self.leave_scope();
        self.declare(&name, Holds::BoundCursor(arguments), false);
        let value = self.unknown_value(start, end);
        Ok((name, false, Some(value)))
    }

    // ---- statements ----

    /// Statements up to a word that begins none. ELSE, ELSIF and END end them, and
    /// those of `ends`.
    pub(super) fn statements(&mut self, ends: &[Kw]) -> Read<Vec<PlStmt>> {
        let mut all = Vec::new();
        loop {
            let at = self.parser.pos();
            let ends_here = self.parser.at_end()
                || self.parser.at_any(&[Kw::End, Kw::Else])
                || self.parser.at_any(ends);
            let by_word = ["elsif", "elseif", "exception"]
                .iter()
                .any(|word| self.is_word(at, word));
            if ends_here || (by_word && matches!(self.word(at, true), Word::Keyword)) {
                return Ok(all);
            }
            self.statement(&mut all)?;
        }
    }

    pub(super) fn unread<T>(&self, at: usize, reason: &str) -> Read<T> {
        Err(Stop::Unread {
            reason: reason.to_owned(),
            span: self.place(at),
        })
    }
}
