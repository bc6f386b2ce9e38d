//! `CREATE RULE`: when it fires and whether it replaces the statement. Of what it does,
//! the query of a rule ON SELECT is read.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{CreateRule, RuleAction, RuleEvent, StmtKind};
use crate::split::TokenKind;

impl Parser<'_> {
    pub(super) fn create_rule(&mut self, or_replace: bool) -> Parsed<StmtKind> {
        self.expect(Kw::Rule)?;
        let name = self.col_id()?;
        self.expect(Kw::As)?;
        self.expect(Kw::On)?;
        let event = match self.eat_any(&[Kw::Select, Kw::Insert, Kw::Update, Kw::Delete]) {
            Some(Kw::Select) => RuleEvent::Select,
            Some(Kw::Insert) => RuleEvent::Insert,
            Some(Kw::Update) => RuleEvent::Update,
            Some(Kw::Delete) => RuleEvent::Delete,
            _ => return self.unexpected(),
        };
        self.expect(Kw::To)?;
        let table = self.qname()?;
        let conditional = self.eat(Kw::Where);
        if conditional {
            self.skip_condition();
        }
        self.expect(Kw::Do)?;
        let instead = self.eat(Kw::Instead);
        if !instead {
            self.eat(Kw::Also);
        }
        let selects = event == RuleEvent::Select && instead && !conditional;
        let action = if self.eat(Kw::Nothing) {
            RuleAction::Nothing
        } else if selects && self.at_any(&[Kw::Select, Kw::Values, Kw::With, Kw::Table]) {
            RuleAction::Query(Box::new(self.query()?.0))
        } else {
            self.other_action()?
        };
        Ok(StmtKind::CreateRule(Box::new(CreateRule {
            or_replace,
            name,
            event,
            table,
            conditional,
            instead,
            action,
        })))
    }

    /// An action that is not read: whether it is one statement that gives rows.
    fn other_action(&mut self) -> Parsed<RuleAction> {
        let start = self.pos();
        self.skip_words()?;
        let tokens = (start..self.pos()).filter_map(|at| self.tok_at(at));
        let several = tokens.clone().any(|tok| tok.kind == TokenKind::Semicolon);
        let mut words = tokens.filter_map(|tok| tok.kw).peekable();
        let reads = matches!(
            words.peek(),
            Some(Kw::Select | Kw::Values | Kw::With | Kw::Table)
        );
        let answers = !several && (reads || words.any(|word| word == Kw::Returning));
        Ok(if answers {
            RuleAction::Answer
        } else {
            RuleAction::Other
        })
    }

    /// Passes over what stands before DO.
    fn skip_condition(&mut self) {
        while let Some(tok) = self.tok(0) {
            if tok.kw == Some(Kw::Do) {
                return;
            }
            let next = match tok.kind {
                TokenKind::LParen => (tok.partner as usize).max(self.pos()),
                _ => self.pos(),
            };
            self.set_pos(next + 1);
        }
    }
}
