//! `DO` blocks: PL/pgSQL as far as its form is static.

use super::cursor::{Base, FaultKind, Parsed, Parser};
use super::keywords::Kw;
use super::pleval::{Constants, text_of};
use crate::ddl::{
    Block, BodyEffects, CallRef, DoBlock, DoBody, Handler, Name, PlStmt, Stmt, StmtKind,
    Transaction,
};
use crate::diag::{Diagnostic, Span};
use crate::split::TokenKind;
use std::ops::Range;

/// How many rounds of a loop over constants are followed.
const MAX_ROUNDS: usize = 1000;

/// Why a block is not understood.
struct Stop {
    reason: String,
    span: Span,
}

type Read<T> = Result<T, Stop>;

impl Parser<'_> {
    pub(super) fn do_block(&mut self, out: &mut Vec<Diagnostic>) -> Parsed<StmtKind> {
        self.expect(Kw::Do)?;
        let mut language = None;
        let mut body = None;
        while !self.at_end() {
            if self.eat(Kw::Language) {
                let name = if self.at_string() {
                    self.string()?.to_ascii_lowercase()
                } else {
                    self.role()?.value
                };
                if language.replace(name).is_some() {
                    return Self::redundant(self.last());
                }
            } else {
                let index = self.pos();
                let text = self.string()?;
                if body.replace((index, text)).is_some() {
                    return Self::redundant(self.last());
                }
            }
        }
        let Some((index, text)) = body else {
            return Self::refuse("42601", self.here(), "no inline code specified");
        };
        let language = language.unwrap_or_else(|| "plpgsql".to_owned());
        let inside = self.string_inside(index);
        let body_span = match &inside {
            Some(range) => self.span(range.clone()),
            None => self.span_from(index),
        };
        let body = if language == "plpgsql" {
            match inside {
                Some(range) => read_body(self.text, self.base, range, body_span, out),
                None => read_body(&text, Base::Whole(body_span), 0..text.len(), body_span, out),
            }
        } else {
            DoBody::Unknown {
                reason: format!("blocks in {language} are not interpreted"),
                span: body_span,
                may_change_catalog: true,
                calls: Vec::new(),
            }
        };
        Ok(StmtKind::Do(DoBlock {
            language,
            body,
            body_span,
        }))
    }
}

fn read_body(
    text: &str,
    base: Base,
    range: Range<usize>,
    whole: Span,
    out: &mut Vec<Diagnostic>,
) -> DoBody {
    let parser = Parser::new(text, base, range, None);
    let mut reader = Reader {
        constants: Constants::new(),
        out: Vec::new(),
        depth: 0,
        parser,
    };
    match reader.whole_block() {
        Ok(block) => {
            out.append(&mut reader.out);
            DoBody::Block(block)
        }
        Err(stop) => {
            let length = reader.parser.len();
            let (harmless, calls) = reader.harmless(0, length);
            DoBody::Unknown {
                reason: stop.reason,
                span: if stop.span.start == stop.span.end {
                    whole
                } else {
                    stop.span
                },
                may_change_catalog: !harmless,
                calls,
            }
        }
    }
}

/// What the text of a function's body can do, as far as its words tell.
pub(super) fn body_effects(body: &str, language: &str) -> BodyEffects {
    if !matches!(language, "plpgsql" | "sql") {
        // The SQL of other languages stands in their strings.
        let lower = body.to_ascii_lowercase();
        let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        return BodyEffects {
            changes_catalog: language != "internal"
                && language != "c"
                && words.any(|word| matches!(word, "create" | "alter" | "drop")),
            calls: Vec::new(),
        };
    }
    let whole = Span::default();
    let parser = Parser::new(body, Base::Whole(whole), 0..body.len(), None);
    let mut reader = Reader {
        constants: Constants::new(),
        out: Vec::new(),
        depth: 0,
        parser,
    };
    if language == "plpgsql" {
        reader.constants = reader.unchanging_variables();
    }
    let length = reader.parser.len();
    let (harmless, calls) = reader.harmless(0, length);
    BodyEffects {
        changes_catalog: !harmless,
        calls,
    }
}

struct Reader<'a> {
    parser: Parser<'a>,
    /// Variables whose value never changes, and those of unrolled loops.
    constants: Constants,
    out: Vec<Diagnostic>,
    depth: u32,
}

impl Reader<'_> {
    fn stop<T>(&self, reason: impl Into<String>) -> Read<T> {
        Err(Stop {
            reason: reason.into(),
            span: self.parser.here(),
        })
    }

    fn stop_at<T>(&self, from: usize, reason: impl Into<String>) -> Read<T> {
        Err(Stop {
            reason: reason.into(),
            span: self.parser.span(self.parser.bytes(from, from + 1)),
        })
    }

    fn expect(&mut self, kw: Kw) -> Read<()> {
        if self.parser.eat(kw) {
            Ok(())
        } else {
            self.stop("the block has a form that is not interpreted")
        }
    }

    fn semicolon(&mut self) -> Read<()> {
        if self.parser.eat_kind(TokenKind::Semicolon) {
            Ok(())
        } else {
            self.stop("the block has a form that is not interpreted")
        }
    }

    fn at_loop_word(&self, word: &str) -> bool {
        self.parser.at_word(word)
    }

    fn whole_block(&mut self) -> Read<Block> {
        self.constants = self.unchanging_variables();
        let block = self.block()?;
        self.parser.eat_kind(TokenKind::Semicolon);
        if !self.parser.at_end() {
            return self.stop("something follows the END of the block");
        }
        Ok(block)
    }

    // ---- blocks ----

    fn block(&mut self) -> Read<Block> {
        if self.depth > 40 {
            return self.stop("the block nests too deep");
        }
        self.depth += 1;
        let start = self.parser.pos();
        if self.parser.at_op("<<") {
            // A label.
            self.parser.advance();
            self.parser.advance();
            if !self.parser.eat_op(">>") {
                return self.stop("the block has a form that is not interpreted");
            }
        }
        let variables = if self.parser.eat(Kw::Declare) {
            self.declarations()?
        } else {
            Vec::new()
        };
        self.expect(Kw::Begin)?;
        let body = self.statements(&[Kw::End])?;
        let mut handlers = Vec::new();
        if self.parser.eat_word("exception") {
            while self.parser.eat(Kw::When) {
                handlers.push(self.handler()?);
            }
        }
        self.expect(Kw::End)?;
        if self.parser.at_col_id(0) {
            self.parser.advance();
        }
        self.depth -= 1;
        Ok(Block {
            variables,
            body,
            handlers,
            span: self.parser.span_from(start),
        })
    }

    fn handler(&mut self) -> Read<Handler> {
        let mut conditions = Vec::new();
        loop {
            if self.parser.eat_word("sqlstate") {
                match self.parser.string() {
                    Ok(code) => conditions.push(code),
                    Err(_) => return self.stop("a handler's condition is not interpreted"),
                }
            } else {
                match self.parser.any_label() {
                    Ok(name) => conditions.push(name.value),
                    Err(_) => return self.stop("a handler's condition is not interpreted"),
                }
            }
            if !self.parser.eat(Kw::Or) {
                break;
            }
        }
        self.expect(Kw::Then)?;
        let body = self.statements(&[Kw::End, Kw::When])?;
        Ok(Handler { conditions, body })
    }

    fn declarations(&mut self) -> Read<Vec<(Name, Option<crate::ddl::Expr>)>> {
        let mut variables = Vec::new();
        while !self.parser.at(Kw::Begin) {
            if self.parser.eat(Kw::Declare) {
                continue;
            }
            let Ok(name) = self.parser.any_label() else {
                return self.stop("a declaration is not interpreted");
            };
            let end = self.statement_end()?;
            let value = self.initial_value(end);
            variables.push((name, value));
            self.parser.set_pos(end);
            self.semicolon()?;
        }
        Ok(variables)
    }

    /// The initial value of a declaration that ends at token `end`.
    fn initial_value(&mut self, end: usize) -> Option<crate::ddl::Expr> {
        self.value_at(end)?;
        let expr = self.parser.expr().ok()?;
        (self.parser.pos() == end).then_some(expr)
    }

    /// Moves behind `:=`, `=` or DEFAULT of a declaration.
    fn value_at(&mut self, end: usize) -> Option<()> {
        while self.parser.pos() < end {
            if self.parser.eat_kind(TokenKind::ColonEquals)
                || self.parser.eat_op("=")
                || self.parser.eat(Kw::Default)
            {
                return Some(());
            }
            self.parser.advance();
        }
        None
    }

    /// The index of the semicolon that ends the statement here.
    fn statement_end(&self) -> Read<usize> {
        let mut index = self.parser.pos();
        while let Some(tok) = self.parser.tok_at(index) {
            match tok.kind {
                TokenKind::Semicolon => return Ok(index),
                TokenKind::LParen => index = (tok.partner as usize).max(index),
                _ => {}
            }
            index += 1;
        }
        self.stop("a statement has no end")
    }

    // ---- statements ----

    fn statements(&mut self, ends: &[Kw]) -> Read<Vec<PlStmt>> {
        let mut all = Vec::new();
        while !self.parser.at_any(ends) && !self.parser.at_word("exception") {
            if self.parser.at_end() {
                return self.stop("the block has no END");
            }
            self.statement(&mut all)?;
        }
        Ok(all)
    }

    fn statement(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        if self.at_label_or_block() {
            let block = self.block()?;
            self.semicolon()?;
            all.push(PlStmt::Block(Box::new(block)));
            return Ok(());
        }
        match self.parser.kw(0) {
            Some(Kw::If) => return self.if_statement(all),
            Some(Kw::Execute) => return self.execute(all),
            Some(Kw::Return) => {
                let end = self.statement_end()?;
                self.parser.set_pos(end + 1);
                all.push(PlStmt::Return);
                return Ok(());
            }
            Some(Kw::Null) => {
                self.parser.advance();
                self.semicolon()?;
                all.push(PlStmt::Nothing);
                return Ok(());
            }
            Some(Kw::For) => return self.for_loop(all),
            Some(Kw::Case) => return self.opaque_part(all, "CASE statements", "case"),
            Some(Kw::Close | Kw::Fetch | Kw::Move) => return self.skipped(all),
            Some(Kw::Commit | Kw::Rollback) => {
                let kind = if self.parser.at(Kw::Commit) {
                    Transaction::Commit
                } else {
                    Transaction::Rollback
                };
                let end = self.statement_end()?;
                let span = self.parser.span(self.parser.bytes(start, end));
                self.parser.set_pos(end + 1);
                all.push(PlStmt::Sql(Box::new(Stmt {
                    kind: StmtKind::Transaction(kind),
                    span,
                    needs: Vec::new(),
                })));
                return Ok(());
            }
            _ => {}
        }
        if self.at_loop_word("raise") {
            return self.raise(all);
        }
        if self.at_loop_word("foreach") {
            return self.foreach(all);
        }
        if self.at_loop_word("while") || self.at_loop_word("loop") {
            return self.opaque_part(all, "loops", "loop");
        }
        if self.at_loop_word("exit") {
            return self.stop("EXIT is not interpreted");
        }
        if self.at_loop_word("perform") {
            return self.perform(all);
        }
        for word in ["get", "assert", "open"] {
            if self.at_loop_word(word) {
                return self.skipped(all);
            }
        }
        if self.at_assignment() {
            return self.assignment(all);
        }
        self.sql(all)
    }

    fn at_label_or_block(&self) -> bool {
        if self.parser.at_op("<<") {
            // `<<label>>` before a block, not before a loop.
            let after = self.parser.kw(3);
            return matches!(after, Some(Kw::Begin | Kw::Declare));
        }
        self.parser.at(Kw::Begin) || self.parser.at(Kw::Declare)
    }

    fn skipped(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let end = self.statement_end()?;
        self.parser.set_pos(end + 1);
        all.push(PlStmt::Nothing);
        Ok(())
    }

    /// A static SQL statement.
    fn sql(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let end = self.statement_end()?;
        let bytes = self.parser.bytes(start, end);
        let semicolon = self.parser.bytes(end, end + 1);
        let stmt = if let Some(cut) = self.target_of_into(start, end) {
            // The variables of INTO are not SQL: blanks take their place.
            let Some(text) = self.parser.text.get(bytes.clone()) else {
                return self.stop("a statement is not interpreted");
            };
            let blanks = " ".repeat(cut.len());
            let (from, to) = (cut.start - bytes.start, cut.end - bytes.start);
            let text = [
                text.get(..from).unwrap_or(""),
                &blanks,
                text.get(to..).unwrap_or(""),
            ]
            .concat();
            let base = match self.parser.base {
                Base::File(file, offset) => Base::File(file, offset + bytes.start),
                whole @ Base::Whole(_) => whole,
            };
            let parser = Parser::new(&text, base, 0..text.len(), None);
            let span = parser.span(0..text.len());
            super::finish(parser, span, &mut self.out)
        } else {
            let parser = Parser::new(
                self.parser.text,
                self.parser.base,
                bytes.clone(),
                Some(semicolon),
            );
            super::finish(parser, self.parser.span(bytes), &mut self.out)
        };
        self.parser.set_pos(end + 1);
        all.push(PlStmt::Sql(Box::new(stmt)));
        Ok(())
    }

    /// The bytes of `INTO [STRICT] variables` in a query or data statement.
    fn target_of_into(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let first = self.parser.tok_at(start)?.kw?;
        let query = matches!(
            first,
            Kw::Select | Kw::With | Kw::Insert | Kw::Update | Kw::Delete | Kw::Values
        );
        if !query {
            return None;
        }
        let mut index = start;
        let mut previous = None;
        while index < end {
            let tok = self.parser.tok_at(index)?;
            if tok.kind == TokenKind::LParen {
                index = (tok.partner as usize).max(index) + 1;
                previous = None;
                continue;
            }
            if tok.kw == Some(Kw::Into) && !matches!(previous, Some(Kw::Insert | Kw::Merge)) {
                let mut last = index + 1;
                if self
                    .parser
                    .tok_at(last)
                    .is_some_and(|tok| tok.kw == Some(Kw::Strict))
                {
                    last += 1;
                }
                // `a`, `a.b`, `a[1]`, with commas between.
                while last < end {
                    last += 1;
                    let goes_on = self
                        .parser
                        .tok_at(last)
                        .is_some_and(|tok| matches!(tok.kind, TokenKind::Comma | TokenKind::Dot));
                    if !goes_on {
                        break;
                    }
                    last += 1;
                }
                return Some(self.parser.bytes(index, last.min(end)));
            }
            previous = tok.kw;
            index += 1;
        }
        None
    }

    fn perform(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let end = self.statement_end()?;
        let bytes = self.parser.bytes(start + 1, end);
        let mut parser = Parser::new(
            self.parser.text,
            self.parser.base,
            bytes,
            Some(self.parser.bytes(end, end + 1)),
        );
        if let Ok(Some(kind)) = parser.set_config_call() {
            let span = self.parser.span(self.parser.bytes(start, end));
            self.parser.set_pos(end + 1);
            all.push(PlStmt::Sql(Box::new(Stmt {
                kind,
                span,
                needs: Vec::new(),
            })));
            return Ok(());
        }
        if let Err(fault) = parser
            .select_after_word(false)
            .and_then(|_| parser.perform_tail())
            && fault.kind == FaultKind::Refused
        {
            self.out.extend(fault.diagnostic());
        }
        let kind = parser.mentioned("PERFORM");
        let span = self.parser.span(self.parser.bytes(start, end));
        self.parser.set_pos(end + 1);
        all.push(PlStmt::Sql(Box::new(Stmt {
            kind,
            span,
            needs: std::mem::take(&mut parser.needs),
        })));
        Ok(())
    }

    fn raise(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        self.parser.advance();
        let harmless = ["notice", "warning", "info", "log", "debug"]
            .iter()
            .any(|level| self.parser.at_word(level));
        let end = self.statement_end()?;
        let span = self.parser.span(self.parser.bytes(start, end));
        self.parser.set_pos(end + 1);
        all.push(if harmless {
            PlStmt::Nothing
        } else {
            PlStmt::RaiseException { span }
        });
        Ok(())
    }

    // ---- assignments ----

    fn at_assignment(&self) -> bool {
        if !self.parser.at_col_id(0) {
            return false;
        }
        let mut ahead = 1;
        loop {
            match self.parser.kind(ahead) {
                Some(TokenKind::Dot) => ahead += 2,
                Some(TokenKind::LBracket) => {
                    while !matches!(self.parser.kind(ahead), None | Some(TokenKind::RBracket)) {
                        ahead += 1;
                    }
                    ahead += 1;
                }
                Some(TokenKind::ColonEquals) => return true,
                Some(TokenKind::Op) => return self.parser.tok_text(ahead) == "=",
                _ => return false,
            }
        }
    }

    fn assignment(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let end = self.statement_end()?;
        let (_, calls) = self.harmless(start, end);
        let span = self.parser.span(self.parser.bytes(start, end));
        self.parser.set_pos(end + 1);
        all.push(if calls.is_empty() {
            PlStmt::Nothing
        } else {
            PlStmt::Sql(Box::new(Stmt {
                kind: StmtKind::NoEffect {
                    what: "assignment",
                    calls,
                    relations: Vec::new(),
                },
                span,
                needs: Vec::new(),
            }))
        });
        Ok(())
    }

    /// Variables declared with a constant and set nowhere else.
    fn unchanging_variables(&mut self) -> Constants {
        let mut constants = Constants::new();
        let length = self.parser.len();
        let mut index = 0;
        while index < length {
            let declares = self
                .parser
                .tok_at(index)
                .is_some_and(|tok| tok.kw == Some(Kw::Declare));
            index += 1;
            if !declares {
                continue;
            }
            self.parser.set_pos(index);
            while !self.parser.at(Kw::Begin) && !self.parser.at_end() {
                let Ok(name) = self.parser.any_label() else {
                    break;
                };
                let Ok(end) = self.statement_end() else {
                    break;
                };
                if self.value_at(end).is_some() {
                    let text = text_of(&mut self.parser, end, &constants);
                    if let Some(text) = text.whole() {
                        constants.insert(name.value, text);
                    }
                }
                self.parser.set_pos(end + 1);
            }
            index = self.parser.pos();
        }
        self.parser.set_pos(0);
        constants.retain(|name, _| !self.is_set(name, length));
        constants
    }

    /// Whether a variable is assigned, filled by INTO or run through by a loop.
    fn is_set(&self, name: &str, length: usize) -> bool {
        let text_at = |index: usize| {
            self.parser
                .tok_at(index)
                .and_then(|tok| self.parser.text.get(tok.start..tok.end))
                .unwrap_or("")
        };
        let mut into = false;
        for index in 0..length {
            let text = text_at(index);
            let Some(tok) = self.parser.tok_at(index) else {
                break;
            };
            if tok.kw == Some(Kw::Into) {
                into = true;
            } else if tok.kind == TokenKind::Semicolon
                || matches!(tok.kw, Some(Kw::From | Kw::Where | Kw::Using))
            {
                into = false;
            }
            if !text.eq_ignore_ascii_case(name) {
                continue;
            }
            let before = index.checked_sub(1).map_or("", text_at);
            let after = text_at(index + 1);
            let begins = before == ";"
                || ["begin", "then", "else", "loop"]
                    .iter()
                    .any(|word| before.eq_ignore_ascii_case(word));
            if into
                || (begins && (after == ":=" || after == "=" || after == "["))
                || before.eq_ignore_ascii_case("for")
                || before.eq_ignore_ascii_case("foreach")
            {
                return true;
            }
        }
        false
    }

    // ---- IF ----

    fn if_statement(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        if self.depth > 40 {
            return self.stop("the block nests too deep");
        }
        self.depth += 1;
        let start = self.parser.pos();
        self.parser.advance();
        let mut branches = Vec::new();
        let mut otherwise = Vec::new();
        loop {
            let then = self.find_then()?;
            let condition = self.parser.condition(then);
            self.expect(Kw::Then)?;
            let body = self.branch()?;
            branches.push((condition, body));
            if self.parser.eat_word("elsif") || self.parser.eat_word("elseif") {
                continue;
            }
            if self.parser.eat(Kw::Else) {
                otherwise = self.branch()?;
            }
            break;
        }
        self.expect(Kw::End)?;
        self.expect(Kw::If)?;
        self.semicolon()?;
        self.depth -= 1;
        all.push(PlStmt::If {
            branches,
            otherwise,
            span: self.parser.span_from(start),
        });
        Ok(())
    }

    fn branch(&mut self) -> Read<Vec<PlStmt>> {
        let mut all = Vec::new();
        while !self.parser.at_any(&[Kw::End, Kw::Else])
            && !self.parser.at_word("elsif")
            && !self.parser.at_word("elseif")
        {
            if self.parser.at_end() {
                return self.stop("an IF has no END IF");
            }
            self.statement(&mut all)?;
        }
        Ok(all)
    }

    fn find_then(&self) -> Read<usize> {
        let mut index = self.parser.pos();
        while let Some(tok) = self.parser.tok_at(index) {
            match tok.kind {
                TokenKind::LParen => index = (tok.partner as usize).max(index),
                TokenKind::Semicolon => break,
                _ if tok.kw == Some(Kw::Then) => return Ok(index),
                _ => {}
            }
            index += 1;
        }
        self.stop("an IF has no THEN")
    }

    // ---- EXECUTE ----

    fn execute(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let end = self.statement_end()?;
        self.parser.advance();
        // The text ends where INTO or USING begins.
        let mut text_end = self.parser.pos();
        while text_end < end {
            let Some(tok) = self.parser.tok_at(text_end) else {
                break;
            };
            if matches!(tok.kw, Some(Kw::Into | Kw::Using)) {
                break;
            }
            text_end = (tok.partner as usize).max(text_end) + 1;
        }
        let text_end = text_end.min(end);
        let from = self.parser.pos();
        let span = self.parser.span(self.parser.bytes(from, text_end));
        let in_place = (from + 1 == text_end)
            .then(|| self.parser.string_inside(from))
            .flatten();
        let pieces = text_of(&mut self.parser, text_end, &self.constants);
        self.parser.set_pos(end + 1);
        if let Some(range) = in_place {
            let statements = super::parse_part(
                self.parser.text,
                self.parser.base,
                range,
                span,
                &mut self.out,
            );
            all.push(PlStmt::Execute(statements));
            return Ok(());
        }
        if let Some(text) = pieces.whole() {
            let statements = super::parse_text(&text, span, &mut self.out);
            all.push(PlStmt::Execute(statements));
            return Ok(());
        }
        let beginning = pieces.beginning();
        let parser = Parser::new(&beginning, Base::Whole(span), 0..beginning.len(), None);
        if let Some(what) = parser.begins_without_effect() {
            all.push(PlStmt::Execute(vec![Stmt {
                kind: StmtKind::NoEffect {
                    what,
                    calls: Vec::new(),
                    relations: Vec::new(),
                },
                span,
                needs: Vec::new(),
            }]));
            return Ok(());
        }
        self.stop_at(start, "EXECUTE runs a text that is known only when it runs")
    }

    // ---- loops ----

    /// `FOR i IN 1..4 LOOP`: unrolled; any other FOR must leave the catalog alone.
    fn for_loop(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        self.parser.advance();
        let name = self.parser.any_label().map(|name| name.value);
        let bound = |parser: &mut Parser<'_>| {
            let text = parser.tok_text(0);
            let value = text.parse::<i64>().ok();
            if value.is_some() {
                parser.advance();
            }
            value
        };
        if let Ok(name) = name
            && self.parser.eat(Kw::In)
            && let Some(first) = bound(&mut self.parser)
            && self.parser.eat_kind(TokenKind::DotDot)
            && let Some(last) = bound(&mut self.parser)
            && self.parser.eat_word("loop")
        {
            let rounds: Vec<String> = (first..=last)
                .take(MAX_ROUNDS + 1)
                .map(|number| number.to_string())
                .collect();
            return self.rounds(start, &name, rounds, all);
        }
        self.parser.set_pos(start);
        self.opaque_part(all, "FOR loops", "loop")
    }

    /// `FOREACH x IN ARRAY ARRAY['a', 'b'] LOOP`.
    fn foreach(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        self.parser.advance();
        if let Ok(name) = self.parser.any_label()
            && self.parser.eat_all(&[Kw::In, Kw::Array])
            && self.parser.eat(Kw::Array)
            && self.parser.eat_kind(TokenKind::LBracket)
        {
            let mut rounds = Vec::new();
            while let Ok(text) = self.parser.string() {
                rounds.push(text);
                if !self.parser.eat_kind(TokenKind::Comma) {
                    break;
                }
            }
            if self.parser.eat_kind(TokenKind::RBracket) {
                if self.parser.eat_kind(TokenKind::DoubleColon) {
                    let _ = self.parser.type_name();
                }
                if self.parser.eat_word("loop") {
                    return self.rounds(start, &name.value, rounds, all);
                }
            }
        }
        self.parser.set_pos(start);
        self.opaque_part(all, "FOREACH loops", "loop")
    }

    /// The body of a loop once for each value.
    fn rounds(
        &mut self,
        start: usize,
        name: &str,
        values: Vec<String>,
        all: &mut Vec<PlStmt>,
    ) -> Read<()> {
        if values.len() > MAX_ROUNDS || self.depth > 40 {
            return self.stop_at(start, "the loop has too many rounds");
        }
        self.depth += 1;
        let body = self.parser.pos();
        let outer = self.constants.remove(name);
        let empty = values.is_empty();
        let mut end = body;
        // An empty loop is read once, for its end.
        let rounds = if empty { vec![String::new()] } else { values };
        for value in rounds {
            self.parser.set_pos(body);
            self.constants.insert(name.to_owned(), value);
            let mut round = Vec::new();
            while !self.parser.at(Kw::End) {
                if self.parser.at_end() {
                    return self.stop_at(start, "the loop has no END LOOP");
                }
                self.statement(&mut round)?;
            }
            end = self.parser.pos();
            if !empty {
                all.append(&mut round);
            }
        }
        match outer {
            Some(value) => self.constants.insert(name.to_owned(), value),
            None => self.constants.remove(name),
        };
        self.parser.set_pos(end);
        self.expect(Kw::End)?;
        if !self.parser.eat_word("loop") {
            return self.stop_at(start, "the loop has no END LOOP");
        }
        if self.parser.at_col_id(0) {
            self.parser.advance();
        }
        self.depth -= 1;
        self.semicolon()
    }

    /// A compound statement that is not followed; well when nothing in it can
    /// change the catalog.
    fn opaque_part(&mut self, all: &mut Vec<PlStmt>, what: &str, word: &str) -> Read<()> {
        let start = self.parser.pos();
        let mut index = start;
        let mut depth = 0_usize;
        let length = self.parser.len();
        let is = |index: usize, word: &str| {
            self.parser
                .tok_at(index)
                .and_then(|tok| self.parser.text.get(tok.start..tok.end))
                .is_some_and(|text| text.eq_ignore_ascii_case(word))
        };
        let mut end = None;
        while index < length {
            if is(index, "end") && is(index + 1, word) {
                depth = depth.saturating_sub(1);
                index += 1;
                if depth == 0 {
                    end = Some(index);
                    break;
                }
            } else if is(index, word) {
                depth += 1;
            } else if word == "case" && is(index, "end") && !is(index + 1, "if") && depth > 1 {
                // The END of a CASE expression inside.
                depth -= 1;
            }
            index += 1;
        }
        let Some(end) = end else {
            return self.stop_at(start, format!("{what} are not interpreted"));
        };
        let (harmless, calls) = self.harmless(start, end);
        if !harmless {
            return self.stop_at(start, format!("{what} are not interpreted"));
        }
        self.parser.set_pos(end + 1);
        if self.parser.at_col_id(0) {
            self.parser.advance();
        }
        self.semicolon()?;
        let span = self.parser.span(self.parser.bytes(start, end + 1));
        all.push(PlStmt::Sql(Box::new(Stmt {
            kind: StmtKind::NoEffect {
                what: "loop or case",
                calls,
                relations: Vec::new(),
            },
            span,
            needs: Vec::new(),
        })));
        Ok(())
    }

    // ---- what a text can do ----

    /// Whether tokens `from..to` hold nothing that changes the catalog, and what they call.
    fn harmless(&mut self, from: usize, to: usize) -> (bool, Vec<CallRef>) {
        let mut calls: Vec<CallRef> = Vec::new();
        let mut harmless = true;
        for index in from..to {
            self.parser.set_pos(index);
            let Some(tok) = self.parser.tok(0).copied() else {
                break;
            };
            if !matches!(tok.kind, TokenKind::Word | TokenKind::QuotedIdent) {
                continue;
            }
            match tok.kw {
                Some(Kw::Create | Kw::Alter | Kw::Drop) => {
                    // What is temporary does not outlive the session.
                    harmless &= matches!(self.parser.kw(1), Some(Kw::Temp | Kw::Temporary))
                        || self.parser.begins_without_effect().is_some();
                }
                Some(Kw::Comment) if self.parser.kw(1) == Some(Kw::On) => harmless = false,
                Some(Kw::Import) if self.parser.kw(1) == Some(Kw::Foreign) => harmless = false,
                Some(Kw::Execute) => harmless &= self.harmless_execute(to),
                Some(Kw::Set) => {
                    harmless &= !(self.parser.tok_text(1).eq_ignore_ascii_case("search_path")
                        || self.parser.tok_text(2).eq_ignore_ascii_case("search_path"));
                }
                _ => {}
            }
            self.parser.set_pos(index);
            let callable = tok.kw.is_none() && self.parser.kind(1) == Some(TokenKind::LParen);
            let dotted = index > from
                && self
                    .parser
                    .tok_at(index - 1)
                    .is_some_and(|tok| tok.kind == TokenKind::Dot);
            if callable && let Ok(name) = self.parser.any_label() {
                let mut parts = Vec::new();
                if dotted && index >= 2 {
                    self.parser.set_pos(index - 2);
                    parts.extend(self.parser.any_label().ok());
                }
                parts.push(name);
                if let Ok(name) = self.parser.qname_of(parts) {
                    self.parser.set_pos(index + 1);
                    let arguments = self.count_arguments();
                    calls.push(CallRef { name, arguments });
                }
            }
        }
        self.parser.set_pos(from);
        (harmless, calls)
    }

    /// The number of arguments in the parentheses here.
    fn count_arguments(&self) -> usize {
        let open = self.parser.pos();
        let close = self
            .parser
            .tok_at(open)
            .map_or(open, |tok| tok.partner as usize);
        if close <= open + 1 {
            return 0;
        }
        let (mut count, mut index) = (1, open + 1);
        while index < close {
            let Some(tok) = self.parser.tok_at(index) else {
                break;
            };
            match tok.kind {
                TokenKind::Comma => count += 1,
                TokenKind::LParen => index = (tok.partner as usize).max(index),
                _ => {}
            }
            index += 1;
        }
        count
    }

    /// Whether an EXECUTE's text is known to leave the catalog alone, as far as
    /// its beginning tells. `GRANT EXECUTE ON` and `EXECUTE FUNCTION` are words only.
    fn harmless_execute(&mut self, to: usize) -> bool {
        if matches!(
            self.parser.kw(1),
            Some(Kw::On | Kw::Function | Kw::Procedure)
        ) {
            return true;
        }
        self.parser.advance();
        let span = self.parser.here();
        let end = self.statement_end().unwrap_or(to);
        let pieces = text_of(&mut self.parser, end, &self.constants);
        let beginning = pieces.beginning();
        let parser = Parser::new(&beginning, Base::Whole(span), 0..beginning.len(), None);
        parser.begins_without_effect().is_some()
    }
}
