//! What statements name that are passed over otherwise: it must be there.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{
    Name, Named, ObjectRef, QName, RegistryKind, RelationWord, TypeName, Write, WriteKind,
};
use crate::split::TokenKind;

impl Parser<'_> {
    /// `(a, b)` behind a relation, noted.
    pub(super) fn named_columns(&mut self, relation: &QName, kind: WriteKind) -> Parsed<()> {
        for column in self.optional_columns()? {
            self.access.writes.push(Write {
                relation: relation.clone(),
                column,
                kind,
                part: false,
                literal: None,
                value: None,
            });
        }
        Ok(())
    }

    fn name_relations(&mut self, named: impl Fn(QName) -> Named) -> Parsed<()> {
        let names = self.list(Self::qname)?;
        self.access.named.extend(names.into_iter().map(named));
        Ok(())
    }

    fn name_schemas(&mut self) -> Parsed<()> {
        let names = self.list(Self::col_id)?;
        let schemas = names.into_iter().map(|name| ObjectRef::Schema { name });
        self.access.named.extend(schemas.map(Named::Object));
        Ok(())
    }

    /// ANALYZE and VACUUM, with options in parentheses or in the old order.
    pub(super) fn analyzed(&mut self) -> Parsed<()> {
        self.set_pos(1);
        if let Some(tok) = self.tok(0).filter(|tok| tok.kind == TokenKind::LParen) {
            self.set_pos(tok.partner as usize + 1);
        } else {
            while self
                .eat_any(&[Kw::Full, Kw::Freeze, Kw::Verbose, Kw::Analyze, Kw::Analyse])
                .is_some()
            {}
        }
        if self.at_end() {
            return Ok(());
        }
        self.list(|parser| {
            let (name, _) = parser.relation_expr()?;
            parser.access.named.push(Named::Relation(name.clone()));
            parser.named_columns(&name, WriteKind::Look)
        })?;
        Ok(())
    }

    /// `ON …` of GRANT and REVOKE; without it they are about roles.
    pub(super) fn granted(&mut self) -> Parsed<()> {
        self.set_pos(1);
        let mut columns = Vec::new();
        while !self.at_end() && !self.at_any(&[Kw::On, Kw::To, Kw::From]) {
            if self.at_kind(TokenKind::LParen) {
                columns.append(&mut self.optional_columns()?);
            } else {
                self.advance();
            }
        }
        if !self.eat(Kw::On) {
            return Ok(());
        }
        if self.eat(Kw::All) {
            self.advance();
            if self.eat_all(&[Kw::In, Kw::Schema]) {
                self.name_schemas()?;
            }
            return Ok(());
        }
        match self.kw(0) {
            Some(Kw::Schema) => {
                self.advance();
                self.name_schemas()
            }
            Some(Kw::Sequence) => {
                self.advance();
                let names = self.list(Self::qname)?;
                let sequences = names.into_iter().map(|name| ObjectRef::Relation {
                    word: RelationWord::Sequence,
                    name,
                });
                self.access.named.extend(sequences.map(Named::Object));
                Ok(())
            }
            Some(Kw::Function | Kw::Procedure | Kw::Routine) => {
                let functions = self.function_refs()?;
                self.access
                    .named
                    .extend(functions.into_iter().map(Named::Object));
                Ok(())
            }
            // Names as they are, not types: `int` is none.
            Some(word @ (Kw::Type | Kw::Domain)) => {
                self.advance();
                for name in self.list(Self::qname)? {
                    let name = plain_type(name);
                    let object = if word == Kw::Domain {
                        ObjectRef::Domain { name }
                    } else {
                        ObjectRef::Type { name }
                    };
                    self.access.named.push(Named::Object(object));
                }
                Ok(())
            }
            Some(Kw::Language) if self.names_follow(1) => {
                self.advance();
                self.name_registered(RegistryKind::Language)
            }
            Some(Kw::Foreign) if self.eat_all(&[Kw::Foreign, Kw::Server]) => {
                self.name_registered(RegistryKind::Server)
            }
            Some(Kw::Foreign) if self.eat_all(&[Kw::Foreign, Kw::Data, Kw::Wrapper]) => {
                self.name_registered(RegistryKind::ForeignDataWrapper)
            }
            // A table of one of these names is told by what follows.
            Some(Kw::Database | Kw::Foreign | Kw::Large | Kw::Tablespace)
                if self.names_follow(1) =>
            {
                Ok(())
            }
            _ if self.at_word("parameter") && self.kind(1) == Some(TokenKind::Word) => Ok(()),
            _ => {
                self.eat(Kw::Table);
                for relation in self.list(Self::qname)? {
                    self.access.named.push(Named::Relation(relation.clone()));
                    let of = |column: &Name| Write {
                        relation: relation.clone(),
                        column: column.clone(),
                        kind: WriteKind::Look,
                        part: false,
                        literal: None,
                        value: None,
                    };
                    self.access.writes.extend(columns.iter().map(of));
                }
                Ok(())
            }
        }
    }

    /// Whether a word is one of GRANT's own, and not a table of its name.
    fn names_follow(&self, ahead: usize) -> bool {
        !matches!(self.kw(ahead), Some(Kw::To | Kw::From))
            && !matches!(self.kind(ahead), Some(TokenKind::Comma | TokenKind::Dot))
    }

    pub(super) fn default_privileges(&mut self) -> Parsed<()> {
        self.set_pos(3);
        while !self.at_end() && !self.at_any(&[Kw::Grant, Kw::Revoke]) {
            if self.eat_all(&[Kw::In, Kw::Schema]) {
                self.name_schemas()?;
            } else {
                self.advance();
            }
        }
        Ok(())
    }

    /// `REINDEX [(…)] TABLE [CONCURRENTLY] name` and its like.
    pub(super) fn reindexed(&mut self) -> Parsed<()> {
        self.set_pos(1);
        let mut concurrently = false;
        if let Some(tok) = self.tok(0).filter(|tok| tok.kind == TokenKind::LParen) {
            let close = tok.partner as usize;
            // A value may follow the word, which may be false.
            concurrently = (2..close).any(|at| {
                let is_last = matches!(
                    self.tok_at(at + 1).map(|tok| tok.kind),
                    Some(TokenKind::Comma | TokenKind::RParen)
                );
                is_last && self.tok_at(at).and_then(|tok| tok.kw) == Some(Kw::Concurrently)
            });
            self.set_pos(close + 1);
        }
        let what = self.eat_any(&[Kw::Index, Kw::Table, Kw::Schema, Kw::System]);
        concurrently |= self.eat(Kw::Concurrently);
        match what {
            Some(Kw::Schema) => self.name_schemas(),
            Some(Kw::System) => {
                if concurrently {
                    let span = self.here();
                    self.access.named.push(Named::ReindexedSystem(span));
                }
                Ok(())
            }
            Some(what) => self.name_relations(|name| Named::Reindexed {
                name,
                is_index: what == Kw::Index,
                concurrently,
            }),
            None => Ok(()),
        }
    }

    /// `CLUSTER [VERBOSE] [name [USING index]]`, or the old `index ON name`.
    pub(super) fn clustered(&mut self) -> Parsed<()> {
        self.set_pos(1);
        if let Some(tok) = self.tok(0).filter(|tok| tok.kind == TokenKind::LParen) {
            self.set_pos(tok.partner as usize + 1);
        } else {
            self.eat(Kw::Verbose);
        }
        if self.at_end() {
            return Ok(());
        }
        let first = self.qname()?;
        let table = if self.eat(Kw::On) {
            self.qname()?
        } else {
            first
        };
        self.access.named.push(Named::Relation(table));
        Ok(())
    }

    /// The relation of CREATE STATISTICS.
    pub(super) fn measured(&mut self) {
        while !self.at_end() && !self.at(Kw::From) {
            let open = self.tok(0).filter(|tok| tok.kind == TokenKind::LParen);
            let next = open.map_or(self.pos(), |tok| tok.partner as usize) + 1;
            self.set_pos(next);
        }
        if self.eat(Kw::From)
            && let Ok((name, _)) = self.relation_expr()
            && self.at_end()
        {
            self.access.named.push(Named::Relation(name));
        }
    }
}

/// A type by its name alone.
pub(super) fn plain_type(name: QName) -> TypeName {
    TypeName {
        span: name.span(),
        name,
        modifiers: Vec::new(),
        interval_fields: None,
        array_dims: 0,
        setof: false,
        of_column: None,
        serial: false,
    }
}
