//! References to objects: `DROP`, `COMMENT ON`, and `ALTER` of what is neither
//! a relation nor a type.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{
    AlterObject, AlterObjectAction, Comment, Drop, Name, ObjectRef, PolicyOptions, QName,
    RegistryKind, RelationWord, StmtKind,
};
use crate::split::TokenKind;

/// Words of objects that the catalog does not hold, behind DROP and COMMENT ON.
const OTHERS: &[(&[Kw], &str)] = &[
    (&[Kw::Cast], "CAST"),
    (&[Kw::Database], "DATABASE"),
    (&[Kw::Group], "GROUP"),
    (&[Kw::Large, Kw::Object], "LARGE OBJECT"),
    (&[Kw::Role], "ROLE"),
    (&[Kw::Tablespace], "TABLESPACE"),
    (&[Kw::Transform], "TRANSFORM"),
    (&[Kw::User], "USER"),
];

impl Parser<'_> {
    /// The word of a relation, taken.
    fn relation_word(&mut self) -> Option<RelationWord> {
        const WORDS: &[(&[Kw], RelationWord)] = &[
            (&[Kw::Table], RelationWord::Table),
            (&[Kw::Foreign, Kw::Table], RelationWord::ForeignTable),
            (&[Kw::View], RelationWord::View),
            (
                &[Kw::Materialized, Kw::View],
                RelationWord::MaterializedView,
            ),
            (&[Kw::Index], RelationWord::Index),
            (&[Kw::Sequence], RelationWord::Sequence),
        ];
        WORDS
            .iter()
            .find(|(words, _)| self.eat_all(words))
            .map(|(_, word)| *word)
    }

    /// FUNCTION, PROCEDURE, ROUTINE or AGGREGATE, taken.
    fn function_word(&mut self) -> Option<&'static str> {
        self.eat_any(&[Kw::Function, Kw::Procedure, Kw::Routine, Kw::Aggregate])
            .map(|kw| match kw {
                Kw::Procedure => "PROCEDURE",
                Kw::Routine => "ROUTINE",
                Kw::Aggregate => "AGGREGATE",
                _ => "FUNCTION",
            })
    }

    fn function_ref(&mut self, word: &'static str) -> Parsed<ObjectRef> {
        let name = self.function_name()?;
        let arguments = self.referred_arguments(word == "AGGREGATE")?;
        Ok(ObjectRef::Function {
            word,
            name,
            arguments,
        })
    }

    /// `FUNCTION a(int), b(text)`, with whatever word comes next.
    pub(super) fn function_refs(&mut self) -> Parsed<Vec<ObjectRef>> {
        let Some(word) = self.function_word() else {
            return self.unexpected();
        };
        self.list(|parser| parser.function_ref(word))
    }

    /// `name ON table`.
    fn name_on(&mut self) -> Parsed<(Name, QName)> {
        let name = self.col_id()?;
        self.expect(Kw::On)?;
        Ok((name, self.qname()?))
    }

    // ---- DROP ----

    pub(super) fn drop_statement(&mut self) -> Parsed<StmtKind> {
        if self.at_all(&[Kw::Owned, Kw::By]) {
            self.skip_to_end();
            return Ok(StmtKind::Opaque {
                reason: "DROP OWNED drops whatever the role owns".to_owned(),
                touches: Vec::new(),
            });
        }
        let mut concurrently = None;
        let if_exists;
        let objects = if let Some(word) = self.relation_word() {
            if word == RelationWord::Index && self.eat(Kw::Concurrently) {
                concurrently = Some(self.last());
            }
            if_exists = self.if_exists();
            self.list(|parser| {
                Ok(ObjectRef::Relation {
                    word,
                    name: parser.qname()?,
                })
            })?
        } else if let Some(word) = self.function_word() {
            if_exists = self.if_exists();
            self.list(|parser| parser.function_ref(word))?
        } else if let Some(kw) = self.eat_any(&[Kw::Trigger, Kw::Policy, Kw::Rule]) {
            if_exists = self.if_exists();
            let (name, table) = self.name_on()?;
            vec![match kw {
                Kw::Trigger => ObjectRef::Trigger { name, table },
                Kw::Policy => ObjectRef::Policy { name, table },
                _ => ObjectRef::Rule { name, table },
            }]
        } else if let Some(kw) = self.eat_any(&[Kw::Type, Kw::Domain]) {
            if_exists = self.if_exists();
            self.list(|parser| {
                let name = parser.type_name()?;
                Ok(if kw == Kw::Type {
                    ObjectRef::Type { name }
                } else {
                    ObjectRef::Domain { name }
                })
            })?
        } else if let Some(kw) = self.eat_any(&[Kw::Schema, Kw::Extension]) {
            if_exists = self.if_exists();
            self.list(|parser| {
                let name = parser.col_id()?;
                Ok(if kw == Kw::Schema {
                    ObjectRef::Schema { name }
                } else {
                    ObjectRef::Extension { name }
                })
            })?
        } else if self.eat(Kw::Collation) {
            if_exists = self.if_exists();
            self.list(|parser| {
                Ok(ObjectRef::Collation {
                    name: parser.qname()?,
                })
            })?
        } else if let Some(kind) = self.registry_kind() {
            if_exists = self.if_exists();
            let is_one = kind.has_method() || kind == RegistryKind::UserMapping;
            let objects = if is_one {
                vec![self.registered(kind)?]
            } else {
                self.list(|parser| parser.registered(kind))?
            };
            objects.into_iter().map(ObjectRef::Registered).collect()
        } else if self.eat(Kw::Operator) {
            if_exists = self.if_exists();
            self.list(Parser::operator_ref)?
        } else {
            return self.drop_other();
        };
        Ok(StmtKind::Drop(Drop {
            objects,
            if_exists,
            cascade: self.cascade(),
            concurrently,
        }))
    }

    /// DROP of what the catalog does not hold.
    fn drop_other(&mut self) -> Parsed<StmtKind> {
        let Some(word) = self.other_word() else {
            return self.unexpected();
        };
        let if_exists = self.if_exists();
        if self.at_end() {
            return self.unexpected();
        }
        let cascade = self
            .len()
            .checked_sub(1)
            .and_then(|last| self.tok_at(last))
            .is_some_and(|tok| tok.kw == Some(Kw::Cascade));
        self.skip_words()?;
        Ok(StmtKind::Drop(Drop {
            objects: vec![ObjectRef::Other { word }],
            if_exists,
            cascade,
            concurrently: None,
        }))
    }

    fn other_word(&mut self) -> Option<&'static str> {
        OTHERS
            .iter()
            .find(|(words, _)| self.eat_all(words))
            .map(|(_, word)| *word)
    }

    // ---- COMMENT ----

    pub(super) fn comment(&mut self) -> Parsed<StmtKind> {
        let object = self.commented()?;
        self.expect(Kw::Is)?;
        let start = self.pos();
        let text = if self.eat(Kw::Null) {
            None
        } else {
            Some(self.string()?)
        };
        Ok(StmtKind::Comment(Box::new(Comment {
            object,
            text,
            text_span: self.span_from(start),
        })))
    }

    fn commented(&mut self) -> Parsed<ObjectRef> {
        if let Some(word) = self.relation_word() {
            return Ok(ObjectRef::Relation {
                word,
                name: self.qname()?,
            });
        }
        if let Some(word) = self.function_word() {
            return self.function_ref(word);
        }
        let Some(kw) = self.kw(0) else {
            return self.unexpected();
        };
        let start = self.pos();
        match kw {
            Kw::Column => {
                self.advance();
                let mut parts = vec![self.col_id()?];
                while self.eat_kind(TokenKind::Dot) {
                    parts.push(self.any_label()?);
                }
                let span = self.span_from(start + 1);
                let column = parts.pop();
                match (column, parts.is_empty()) {
                    (Some(column), false) => Ok(ObjectRef::Column {
                        relation: self.qname_of(parts)?,
                        column,
                    }),
                    _ => Self::refuse("42601", span, "column name must be qualified"),
                }
            }
            Kw::Type | Kw::Domain => {
                self.advance();
                let name = self.type_name()?;
                Ok(if kw == Kw::Type {
                    ObjectRef::Type { name }
                } else {
                    ObjectRef::Domain { name }
                })
            }
            Kw::Constraint => {
                self.advance();
                let name = self.col_id()?;
                self.expect(Kw::On)?;
                let domain = self.eat(Kw::Domain);
                Ok(ObjectRef::Constraint {
                    name,
                    of: self.qname()?,
                    domain,
                })
            }
            Kw::Trigger | Kw::Policy | Kw::Rule => {
                self.advance();
                let (name, table) = self.name_on()?;
                Ok(match kw {
                    Kw::Trigger => ObjectRef::Trigger { name, table },
                    Kw::Policy => ObjectRef::Policy { name, table },
                    _ => ObjectRef::Rule { name, table },
                })
            }
            Kw::Schema => {
                self.advance();
                Ok(ObjectRef::Schema {
                    name: self.col_id()?,
                })
            }
            Kw::Extension => {
                self.advance();
                Ok(ObjectRef::Extension {
                    name: self.col_id()?,
                })
            }
            Kw::Collation => {
                self.advance();
                Ok(ObjectRef::Collation {
                    name: self.qname()?,
                })
            }
            _ => {
                if let Some(kind) = self.registry_kind() {
                    return self.registered(kind).map(ObjectRef::Registered);
                }
                if self.eat(Kw::Operator) {
                    return self.operator_ref();
                }
                let Some(word) = self.other_word() else {
                    return self.unexpected();
                };
                while !self.at_end() && !self.at(Kw::Is) {
                    if self.at_kind(TokenKind::Colon) {
                        return self.unexpected();
                    }
                    self.advance();
                }
                Ok(ObjectRef::Other { word })
            }
        }
    }

    // ---- ALTER ----

    pub(super) fn alter_schema(&mut self) -> Parsed<StmtKind> {
        let name = self.col_id()?;
        if self.at(Kw::Owner) {
            self.owner_to()?;
            return Ok(Self::no_effect("ALTER SCHEMA"));
        }
        self.expect(Kw::Rename)?;
        self.expect(Kw::To)?;
        let to = self.col_id()?;
        Ok(StmtKind::AlterSchemaRename { name, to })
    }

    pub(super) fn alter_function(&mut self) -> Parsed<StmtKind> {
        self.alter_callable("FUNCTION")
    }

    pub(super) fn alter_procedure(&mut self) -> Parsed<StmtKind> {
        self.alter_callable("PROCEDURE")
    }

    pub(super) fn alter_routine(&mut self) -> Parsed<StmtKind> {
        self.alter_callable("ROUTINE")
    }

    pub(super) fn alter_aggregate(&mut self) -> Parsed<StmtKind> {
        self.alter_callable("AGGREGATE")
    }

    /// `ALTER OPERATOR CLASS` and `FAMILY`.
    pub(super) fn alter_operator_members(&mut self) -> Parsed<StmtKind> {
        match self.registry_statement("ALTER OPERATOR")? {
            Some(kind) => Ok(kind),
            None => self.unexpected(),
        }
    }

    pub(super) fn alter_operator(&mut self) -> Parsed<StmtKind> {
        let object = self.operator_ref()?;
        let action = match self.common_action()? {
            Some(action @ (AlterObjectAction::SetSchema { .. } | AlterObjectAction::NoEffect)) => {
                action
            }
            Some(_) => return self.unexpected(),
            None => {
                self.expect(Kw::Set)?;
                self.parens(|parser| {
                    parser.any_label()?;
                    // PostgreSQL 17 takes HASHES and MERGES without a value.
                    if parser.eat_op("=") && !parser.eat(Kw::None) {
                        parser.definition_value()?;
                    }
                    Ok(())
                })?;
                AlterObjectAction::NoEffect
            }
        };
        Ok(StmtKind::AlterObject(Box::new(AlterObject {
            object,
            action,
        })))
    }

    fn alter_callable(&mut self, word: &'static str) -> Parsed<StmtKind> {
        let object = self.function_ref(word)?;
        let action = if let Some(action) = self.common_action()? {
            action
        } else {
            let mut action = AlterObjectAction::NoEffect;
            while !self.at_end() && !self.at(Kw::Restrict) {
                if let Some(kw @ (Kw::Immutable | Kw::Stable | Kw::Volatile)) = self.kw(0) {
                    action = AlterObjectAction::Volatility(super::function::volatility(kw));
                }
                self.common_function_option()?;
            }
            self.eat(Kw::Restrict);
            action
        };
        Ok(StmtKind::AlterObject(Box::new(AlterObject {
            object,
            action,
        })))
    }

    /// RENAME TO, SET SCHEMA, OWNER TO and DEPENDS ON EXTENSION.
    fn common_action(&mut self) -> Parsed<Option<AlterObjectAction>> {
        if self.eat(Kw::Rename) {
            self.expect(Kw::To)?;
            return Ok(Some(AlterObjectAction::Rename { to: self.col_id()? }));
        }
        if self.eat_all(&[Kw::Set, Kw::Schema]) {
            return Ok(Some(AlterObjectAction::SetSchema {
                schema: self.col_id()?,
            }));
        }
        if self.at(Kw::Owner) {
            self.owner_to()?;
            return Ok(Some(AlterObjectAction::NoEffect));
        }
        if self.at(Kw::Depends) || self.at_all(&[Kw::No, Kw::Depends]) {
            let (extension, no) = self.depends_on_extension()?;
            return Ok(Some(AlterObjectAction::DependsOnExtension {
                extension,
                no,
            }));
        }
        Ok(None)
    }

    pub(super) fn alter_trigger(&mut self) -> Parsed<StmtKind> {
        let (name, table) = self.name_on()?;
        let Some(action) = self.common_action()? else {
            return self.unexpected();
        };
        Ok(StmtKind::AlterObject(Box::new(AlterObject {
            object: ObjectRef::Trigger { name, table },
            action,
        })))
    }

    pub(super) fn alter_rule(&mut self) -> Parsed<StmtKind> {
        let (name, table) = self.name_on()?;
        let Some(action) = self.common_action()? else {
            return self.unexpected();
        };
        Ok(StmtKind::AlterObject(Box::new(AlterObject {
            object: ObjectRef::Rule { name, table },
            action,
        })))
    }

    pub(super) fn alter_policy(&mut self) -> Parsed<StmtKind> {
        self.if_exists();
        let (name, table) = self.name_on()?;
        if self.eat(Kw::Rename) {
            self.expect(Kw::To)?;
            return Ok(StmtKind::AlterObject(Box::new(AlterObject {
                object: ObjectRef::Policy { name, table },
                action: AlterObjectAction::Rename { to: self.col_id()? },
            })));
        }
        let mut options = PolicyOptions::default();
        self.policy_tail(&mut options)?;
        Ok(StmtKind::AlterPolicy {
            name,
            table,
            options: Box::new(options),
        })
    }

    pub(super) fn alter_extension(&mut self) -> Parsed<StmtKind> {
        let name = self.col_id()?;
        let action = if self.eat_all(&[Kw::Set, Kw::Schema]) {
            AlterObjectAction::SetSchema {
                schema: self.col_id()?,
            }
        } else if self.eat(Kw::Update) {
            if self.eat(Kw::To) {
                if self.at_string() {
                    self.string()?;
                } else {
                    self.any_label()?;
                }
            }
            AlterObjectAction::NoEffect
        } else if self.at_any(&[Kw::Add, Kw::Drop]) && self.kind(2).is_some() {
            let add = self.at(Kw::Add);
            self.advance();
            AlterObjectAction::Member {
                object: self.commented()?,
                add,
            }
        } else {
            return self.unexpected();
        };
        Ok(StmtKind::AlterObject(Box::new(AlterObject {
            object: ObjectRef::Extension { name },
            action,
        })))
    }

    pub(super) fn alter_collation(&mut self) -> Parsed<StmtKind> {
        let name = self.qname()?;
        let action = if self.eat(Kw::Refresh) {
            self.expect(Kw::Version)?;
            AlterObjectAction::NoEffect
        } else {
            match self.common_action()? {
                Some(action) => action,
                None => return self.unexpected(),
            }
        };
        Ok(StmtKind::AlterObject(Box::new(AlterObject {
            object: ObjectRef::Collation { name },
            action,
        })))
    }
}
