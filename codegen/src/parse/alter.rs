//! `ALTER TABLE` and the relations that share its grammar.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{
    AlterAction, AlterActionKind, AlterSequence, AlterTable, ColumnSetting, ConstraintAttributes,
    Identity, Name, QName, RelationWord, ReplicaIdentity, SequenceOptions, StmtKind,
};
use crate::split::TokenKind;

impl Parser<'_> {
    /// What follows ALTER.
    pub(super) fn alter(&mut self) -> Parsed<StmtKind> {
        self.one_of(super::ALTER)
    }

    pub(super) fn alter_table(&mut self) -> Parsed<StmtKind> {
        self.alter_relation(RelationWord::Table)
    }

    pub(super) fn alter_foreign_table(&mut self) -> Parsed<StmtKind> {
        self.alter_relation(RelationWord::ForeignTable)
    }

    pub(super) fn alter_view(&mut self) -> Parsed<StmtKind> {
        self.alter_relation(RelationWord::View)
    }

    pub(super) fn alter_materialized_view(&mut self) -> Parsed<StmtKind> {
        self.alter_relation(RelationWord::MaterializedView)
    }

    pub(super) fn alter_index(&mut self) -> Parsed<StmtKind> {
        self.alter_relation(RelationWord::Index)
    }

    pub(super) fn alter_sequence(&mut self) -> Parsed<StmtKind> {
        let if_exists = self.if_exists();
        let name = self.qname()?;
        let mut options = SequenceOptions::default();
        if !self.sequence_option(&mut options)? {
            return self.alter_rest(RelationWord::Sequence, if_exists, false, name);
        }
        while self.sequence_option(&mut options)? {}
        Ok(StmtKind::AlterSequence(Box::new(AlterSequence {
            if_exists,
            name,
            options,
        })))
    }

    fn alter_relation(&mut self, word: RelationWord) -> Parsed<StmtKind> {
        if self.at_all(&[Kw::All, Kw::In, Kw::Tablespace]) {
            self.skip_to_end();
            return Ok(Self::no_effect("ALTER … ALL IN TABLESPACE"));
        }
        let if_exists = self.if_exists();
        let (name, only) = if matches!(word, RelationWord::Table | RelationWord::ForeignTable) {
            self.relation_expr()?
        } else {
            (self.qname()?, false)
        };
        self.alter_rest(word, if_exists, only, name)
    }

    fn alter_rest(
        &mut self,
        word: RelationWord,
        if_exists: bool,
        only: bool,
        name: QName,
    ) -> Parsed<StmtKind> {
        let actions = match self.lone_action(word)? {
            Some(action) => vec![action],
            None => self.list(Self::alter_action)?,
        };
        Ok(StmtKind::AlterTable(AlterTable {
            word,
            if_exists,
            only,
            name,
            actions,
        }))
    }

    /// An action that stands alone, not in a list.
    fn lone_action(&mut self, word: RelationWord) -> Parsed<Option<AlterAction>> {
        let start = self.pos();
        let kind = if self.eat(Kw::Rename) {
            self.rename()?
        } else if self.eat_all(&[Kw::Set, Kw::Schema]) {
            AlterActionKind::SetSchema {
                schema: self.col_id()?,
            }
        } else if self.eat_all(&[Kw::Attach, Kw::Partition]) {
            let partition = self.qname()?;
            let bound = if word == RelationWord::Index {
                None
            } else {
                Some(self.partition_bound()?)
            };
            AlterActionKind::AttachPartition { partition, bound }
        } else if self.eat_all(&[Kw::Detach, Kw::Partition]) {
            let partition = self.qname()?;
            let concurrently = self.eat(Kw::Concurrently).then(|| self.last());
            let finalize = concurrently.is_none() && self.eat(Kw::Finalize);
            AlterActionKind::DetachPartition {
                partition,
                concurrently,
                finalize,
            }
        } else if self.at(Kw::Depends) || self.at_all(&[Kw::No, Kw::Depends]) {
            let (extension, no) = self.depends_on_extension()?;
            AlterActionKind::DependsOnExtension { extension, no }
        } else {
            return Ok(None);
        };
        Ok(Some(AlterAction {
            kind,
            span: self.span_from(start),
        }))
    }

    /// `[NO] DEPENDS ON EXTENSION name`.
    pub(super) fn depends_on_extension(&mut self) -> Parsed<(Name, bool)> {
        let no = self.eat(Kw::No);
        self.expect(Kw::Depends)?;
        self.expect(Kw::On)?;
        self.expect(Kw::Extension)?;
        Ok((self.col_id()?, no))
    }

    fn rename(&mut self) -> Parsed<AlterActionKind> {
        if self.eat(Kw::To) {
            return Ok(AlterActionKind::Rename { to: self.col_id()? });
        }
        if self.eat(Kw::Constraint) {
            let name = self.col_id()?;
            self.expect(Kw::To)?;
            let to = self.col_id()?;
            return Ok(AlterActionKind::RenameConstraint { name, to });
        }
        self.eat(Kw::Column);
        let column = self.col_id()?;
        self.expect(Kw::To)?;
        let to = self.col_id()?;
        Ok(AlterActionKind::RenameColumn { column, to })
    }

    fn alter_action(&mut self) -> Parsed<AlterAction> {
        let start = self.pos();
        let kind = self.alter_action_kind()?;
        Ok(AlterAction {
            kind,
            span: self.span_from(start),
        })
    }

    fn alter_action_kind(&mut self) -> Parsed<AlterActionKind> {
        let Some(kw) = self.kw(0) else {
            return self.unexpected();
        };
        let no_effect = |what| Ok(AlterActionKind::NoEffect { what, names: None });
        match kw {
            Kw::Add => {
                self.advance();
                if self.at_table_constraint() {
                    return Ok(AlterActionKind::AddConstraint(self.table_constraint()?));
                }
                self.eat(Kw::Column);
                let if_not_exists = self.if_not_exists();
                Ok(AlterActionKind::AddColumn {
                    if_not_exists,
                    column: Box::new(self.column_def()?),
                })
            }
            Kw::Drop => {
                self.advance();
                if self.eat(Kw::Constraint) {
                    let if_exists = self.if_exists();
                    let name = self.col_id()?;
                    return Ok(AlterActionKind::DropConstraint {
                        if_exists,
                        name,
                        cascade: self.cascade(),
                    });
                }
                self.eat(Kw::Column);
                let if_exists = self.if_exists();
                let column = self.col_id()?;
                Ok(AlterActionKind::DropColumn {
                    if_exists,
                    column,
                    cascade: self.cascade(),
                })
            }
            Kw::Alter => {
                self.advance();
                if self.eat(Kw::Constraint) {
                    return self.alter_constraint();
                }
                self.eat(Kw::Column);
                let start = self.pos();
                if self.eat_kind(TokenKind::Integer) {
                    let number = Name {
                        value: self.words(start, self.pos()),
                        span: self.span_from(start),
                    };
                    self.expect(Kw::Set)?;
                    self.expect(Kw::Statistics)?;
                    self.statistics_target()?;
                    return Ok(AlterActionKind::ColumnStorage {
                        column: None,
                        setting: ColumnSetting::KeyStatistics(number),
                    });
                }
                let column = self.col_id()?;
                self.alter_column(column)
            }
            Kw::Validate => {
                self.advance();
                self.expect(Kw::Constraint)?;
                Ok(AlterActionKind::ValidateConstraint {
                    name: self.col_id()?,
                })
            }
            Kw::Set => {
                self.advance();
                self.set_action()
            }
            Kw::Reset => {
                self.advance();
                self.reset_options()?;
                no_effect("RESET")
            }
            Kw::Cluster => {
                self.advance();
                self.expect(Kw::On)?;
                let index = self.col_id()?;
                Ok(AlterActionKind::NoEffect {
                    what: "CLUSTER ON",
                    names: Some(index),
                })
            }
            Kw::Enable | Kw::Disable => {
                self.advance();
                self.enable_action(kw == Kw::Enable)
            }
            Kw::Force => {
                self.advance();
                self.row_level_security()?;
                Ok(AlterActionKind::RowSecurity {
                    enable: None,
                    force: Some(true),
                })
            }
            Kw::No => {
                self.advance();
                if self.eat(Kw::Force) {
                    self.row_level_security()?;
                    return Ok(AlterActionKind::RowSecurity {
                        enable: None,
                        force: Some(false),
                    });
                }
                self.expect(Kw::Inherit)?;
                Ok(AlterActionKind::NoInherit {
                    parent: self.qname()?,
                })
            }
            Kw::Inherit => {
                self.advance();
                Ok(AlterActionKind::Inherit {
                    parent: self.qname()?,
                })
            }
            Kw::Of => {
                self.advance();
                Ok(AlterActionKind::Of { ty: self.qname()? })
            }
            Kw::Not => {
                self.advance();
                self.expect(Kw::Of)?;
                Ok(AlterActionKind::NotOf)
            }
            Kw::Owner => {
                self.advance();
                self.expect(Kw::To)?;
                self.role()?;
                no_effect("OWNER TO")
            }
            Kw::Replica => {
                self.advance();
                self.expect(Kw::Identity)?;
                let identity = if self.eat(Kw::Using) {
                    self.expect(Kw::Index)?;
                    ReplicaIdentity::Index(self.col_id()?)
                } else {
                    match self.eat_any(&[Kw::Default, Kw::Full, Kw::Nothing]) {
                        Some(Kw::Default) => ReplicaIdentity::Default,
                        Some(Kw::Full) => ReplicaIdentity::Full,
                        Some(_) => ReplicaIdentity::Nothing,
                        None => return self.unexpected(),
                    }
                };
                Ok(AlterActionKind::ReplicaIdentity(identity))
            }
            Kw::Options => {
                self.generic_options()?;
                no_effect("OPTIONS")
            }
            _ => self.unexpected(),
        }
    }

    fn row_level_security(&mut self) -> Parsed<()> {
        self.expect(Kw::Row)?;
        self.expect(Kw::Level)?;
        self.expect(Kw::Security)
    }

    /// What follows SET on a table.
    fn set_action(&mut self) -> Parsed<AlterActionKind> {
        let no_effect = |what| Ok(AlterActionKind::NoEffect { what, names: None });
        match self.kw(0) {
            Some(Kw::Logged) => {
                self.advance();
                Ok(AlterActionKind::SetLogged(true))
            }
            Some(Kw::Unlogged) => {
                self.advance();
                Ok(AlterActionKind::SetLogged(false))
            }
            Some(Kw::Without) => {
                self.advance();
                match self.eat_any(&[Kw::Oids, Kw::Cluster]) {
                    Some(Kw::Oids) => no_effect("SET WITHOUT OIDS"),
                    Some(_) => no_effect("SET WITHOUT CLUSTER"),
                    None => self.unexpected(),
                }
            }
            Some(Kw::Tablespace) => {
                self.advance();
                self.col_id()?;
                self.eat(Kw::Nowait);
                no_effect("SET TABLESPACE")
            }
            Some(Kw::Access) => {
                self.advance();
                self.expect(Kw::Method)?;
                if self.at(Kw::Default) {
                    self.need(17, self.pos());
                    self.advance();
                    return Ok(AlterActionKind::SetAccessMethod(None));
                }
                Ok(AlterActionKind::SetAccessMethod(Some(self.col_id()?)))
            }
            _ => Ok(AlterActionKind::SetOptions(self.rel_options()?)),
        }
    }

    /// What follows ENABLE and DISABLE.
    fn enable_action(&mut self, enable: bool) -> Parsed<AlterActionKind> {
        if self.at(Kw::Row) {
            self.row_level_security()?;
            return Ok(AlterActionKind::RowSecurity {
                enable: Some(enable),
                force: None,
            });
        }
        let replica = enable && self.eat_any(&[Kw::Always, Kw::Replica]) == Some(Kw::Replica);
        match self.eat_any(&[Kw::Trigger, Kw::Rule]) {
            Some(Kw::Trigger) => {
                let names = if self.eat_any(&[Kw::All, Kw::User]).is_some() {
                    None
                } else {
                    Some(self.col_id()?)
                };
                Ok(AlterActionKind::NoEffect {
                    what: match (enable, replica) {
                        (true, false) => "ENABLE TRIGGER",
                        (true, true) => "ENABLE REPLICA TRIGGER",
                        (false, _) => "DISABLE TRIGGER",
                    },
                    names,
                })
            }
            Some(_) => Ok(AlterActionKind::NoEffect {
                what: "ENABLE or DISABLE RULE",
                names: Some(self.col_id()?),
            }),
            None => self.unexpected(),
        }
    }

    /// `(name, …)` of RESET.
    fn reset_options(&mut self) -> Parsed<()> {
        let start = self.pos();
        if self
            .rel_options()?
            .iter()
            .any(|option| option.value.is_some())
        {
            return Self::refuse(
                "42601",
                self.span_from(start),
                "RESET must not include values for parameters",
            );
        }
        Ok(())
    }

    fn alter_constraint(&mut self) -> Parsed<AlterActionKind> {
        let name = self.col_id()?;
        let mut inherit = None;
        let mut attributes = ConstraintAttributes::default();
        if self.at(Kw::Inherit) {
            self.need(18, self.pos());
            self.advance();
            inherit = Some(true);
        } else {
            attributes = self.constraint_attributes()?;
            if std::mem::take(&mut attributes.no_inherit) {
                inherit = Some(false);
            }
        }
        Ok(AlterActionKind::AlterConstraint {
            name,
            attributes,
            inherit,
        })
    }

    /// What follows `ALTER COLUMN name`.
    fn alter_column(&mut self, column: Name) -> Parsed<AlterActionKind> {
        let Some(kw) = self.kw(0) else {
            return self.unexpected();
        };
        match kw {
            Kw::Type => {
                self.advance();
                self.set_type(column)
            }
            Kw::Drop => {
                self.advance();
                match self.kw(0) {
                    Some(Kw::Default) => {
                        self.advance();
                        Ok(AlterActionKind::DropDefault { column })
                    }
                    Some(Kw::Not) => {
                        self.advance();
                        self.expect(Kw::Null)?;
                        Ok(AlterActionKind::DropNotNull { column })
                    }
                    Some(Kw::Expression) => {
                        self.advance();
                        let if_exists = self.if_exists();
                        Ok(AlterActionKind::DropExpression { column, if_exists })
                    }
                    Some(Kw::Identity) => {
                        self.advance();
                        let if_exists = self.if_exists();
                        Ok(AlterActionKind::DropIdentity { column, if_exists })
                    }
                    _ => self.unexpected(),
                }
            }
            Kw::Add => {
                let start = self.pos();
                self.advance();
                self.expect(Kw::Generated)?;
                let always = self.always_or_default()?;
                self.expect(Kw::As)?;
                self.expect(Kw::Identity)?;
                let options = self.parens_sequence_options()?;
                Ok(AlterActionKind::AddIdentity {
                    column,
                    identity: Identity {
                        always,
                        options,
                        span: self.span_from(start),
                    },
                })
            }
            Kw::Restart => self.set_identity(column),
            Kw::Reset => {
                self.advance();
                self.reset_options()?;
                Ok(AlterActionKind::ColumnStorage {
                    column: Some(column),
                    setting: ColumnSetting::Reset,
                })
            }
            Kw::Options => {
                self.generic_options()?;
                Ok(AlterActionKind::ColumnStorage {
                    column: Some(column),
                    setting: ColumnSetting::ForeignOptions,
                })
            }
            Kw::Set => self.set_column(column),
            _ => self.unexpected(),
        }
    }

    /// A number, or from PostgreSQL 17 on DEFAULT.
    fn statistics_target(&mut self) -> Parsed<()> {
        if self.at(Kw::Default) {
            self.need(17, self.pos());
            self.advance();
        } else {
            self.big_integer()?;
        }
        Ok(())
    }

    /// What follows `ALTER COLUMN name SET`, SET being next.
    fn set_column(&mut self, column: Name) -> Parsed<AlterActionKind> {
        let start = self.pos();
        self.advance();
        if self.at_kind(TokenKind::LParen) {
            let setting = ColumnSetting::Options(self.rel_options()?);
            return Ok(AlterActionKind::ColumnStorage {
                column: Some(column),
                setting,
            });
        }
        match self.kw(0) {
            Some(Kw::Default) => {
                self.advance();
                let expr = self.expr()?;
                Ok(AlterActionKind::SetDefault { column, expr })
            }
            Some(Kw::Not) => {
                self.advance();
                self.expect(Kw::Null)?;
                Ok(AlterActionKind::SetNotNull { column })
            }
            Some(Kw::Data) => {
                self.advance();
                self.expect(Kw::Type)?;
                self.set_type(column)
            }
            Some(Kw::Expression) => {
                self.need(17, self.pos());
                self.advance();
                self.expect(Kw::As)?;
                let expr = self.parens_expr()?;
                Ok(AlterActionKind::SetExpression {
                    column,
                    expr,
                    storage: None,
                })
            }
            Some(Kw::Statistics) => {
                self.advance();
                self.statistics_target()?;
                Ok(AlterActionKind::ColumnStorage {
                    column: Some(column),
                    setting: ColumnSetting::Statistics,
                })
            }
            Some(kw @ (Kw::Storage | Kw::Compression)) => {
                self.advance();
                let name = if self.at(Kw::Default) {
                    if kw == Kw::Storage {
                        self.need(16, self.pos());
                    }
                    self.advance();
                    None
                } else {
                    Some(self.col_id()?)
                };
                Ok(AlterActionKind::ColumnStorage {
                    column: Some(column),
                    setting: if kw == Kw::Storage {
                        ColumnSetting::Storage(name)
                    } else {
                        ColumnSetting::Compression(name)
                    },
                })
            }
            _ => {
                self.set_pos(start);
                self.set_identity(column)
            }
        }
    }

    /// `SET GENERATED`, `SET sequence_option` and RESTART, one or several.
    fn set_identity(&mut self, column: Name) -> Parsed<AlterActionKind> {
        let mut always = None;
        let mut options = SequenceOptions::default();
        let start = self.pos();
        loop {
            if self.at(Kw::Restart) {
                self.sequence_option(&mut options)?;
            } else if self.at(Kw::Set) {
                self.advance();
                if self.eat(Kw::Generated) {
                    let value = self.always_or_default()?;
                    if always.replace(value).is_some() {
                        return Self::redundant(self.last());
                    }
                } else if !self.sequence_option(&mut options)? {
                    return self.unexpected();
                }
            } else {
                break;
            }
        }
        if self.pos() == start {
            return self.unexpected();
        }
        Ok(AlterActionKind::SetIdentity {
            column,
            always,
            options,
        })
    }

    fn set_type(&mut self, column: Name) -> Parsed<AlterActionKind> {
        let ty = self.type_name()?;
        let collation = if self.eat(Kw::Collate) {
            Some(self.qname()?)
        } else {
            None
        };
        let using = if self.eat(Kw::Using) {
            Some(self.expr()?)
        } else {
            None
        };
        Ok(AlterActionKind::SetType {
            column,
            ty,
            collation,
            using,
        })
    }
}
