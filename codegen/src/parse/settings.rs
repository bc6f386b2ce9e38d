//! `SET`, `RESET`, settings of roles and databases, and transactions.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{Name, SetParameter, SetScope, SetSearchPath, StmtKind, Transaction};
use crate::split::TokenKind;

/// A parameter with its value.
pub(super) struct Setting {
    name: Name,
    /// `None` for DEFAULT.
    values: Option<Vec<Name>>,
}

impl Parser<'_> {
    pub(super) fn set_statement(&mut self) -> Parsed<StmtKind> {
        if self.at(Kw::Constraints) {
            self.skip_words()?;
            return Ok(StmtKind::Transaction(Transaction::Other));
        }
        if self.at(Kw::Transaction)
            || self.at_all(&[Kw::Local, Kw::Transaction])
            || self.at_all(&[Kw::Session, Kw::Characteristics])
        {
            self.skip_words()?;
            return Ok(StmtKind::Transaction(Transaction::Other));
        }
        let scope = if self.at(Kw::Session) && self.kw(1) != Some(Kw::Authorization) {
            self.advance();
            SetScope::Session
        } else if self.eat(Kw::Local) {
            SetScope::Local
        } else {
            SetScope::Session
        };
        let setting = self.set_rest()?;
        Ok(self.setting_statement(setting, scope))
    }

    pub(super) fn reset_statement(&mut self) -> Parsed<StmtKind> {
        let setting = self.reset_rest()?;
        Ok(self.setting_statement(setting, SetScope::Reset))
    }

    /// What follows RESET.
    pub(super) fn reset_rest(&mut self) -> Parsed<Setting> {
        let start = self.pos();
        let value = if self.eat(Kw::All) {
            "all".to_owned()
        } else if self.eat_all(&[Kw::Time, Kw::Zone]) {
            "timezone".to_owned()
        } else if self.eat_all(&[Kw::Transaction, Kw::Isolation, Kw::Level]) {
            "transaction_isolation".to_owned()
        } else if self.eat_all(&[Kw::Session, Kw::Authorization]) {
            "session_authorization".to_owned()
        } else {
            self.parameter()?
        };
        Ok(Setting {
            name: Name {
                value,
                span: self.span_from(start),
            },
            values: None,
        })
    }

    /// A parameter's name with its dots.
    fn parameter(&mut self) -> Parsed<String> {
        let mut name = self.col_id()?.value;
        while self.eat_kind(TokenKind::Dot) {
            name.push('.');
            name.push_str(&self.col_id()?.value);
        }
        Ok(name)
    }

    /// What follows SET, SET SESSION and SET LOCAL.
    pub(super) fn set_rest(&mut self) -> Parsed<Setting> {
        let start = self.pos();
        let special = match self.kw(0) {
            Some(Kw::Time) if self.kw(1) == Some(Kw::Zone) => Some(("timezone", 2)),
            Some(Kw::Catalog) if self.at_string_ahead(1) => Some(("catalog", 1)),
            Some(Kw::Schema) if self.at_string_ahead(1) => Some(("search_path", 1)),
            Some(Kw::Names) => Some(("client_encoding", 1)),
            Some(Kw::Role) if self.kw(1) != Some(Kw::To) && self.kind(1) != Some(TokenKind::Op) => {
                Some(("role", 1))
            }
            Some(Kw::Session) if self.kw(1) == Some(Kw::Authorization) => {
                Some(("session_authorization", 2))
            }
            Some(Kw::Xml) if self.kw(1) == Some(Kw::Option) => Some(("xmloption", 2)),
            _ => None,
        };
        if let Some((name, words)) = special {
            self.set_pos(start + words);
            let name = Name {
                value: name.to_owned(),
                span: self.span_from(start),
            };
            let values =
                if self.eat(Kw::Default) || (self.at_end() && name.value == "client_encoding") {
                    None
                } else if name.value == "client_encoding" && !self.at_string() {
                    // Its value is a string, and never a word.
                    return self.unexpected();
                } else {
                    Some(vec![self.setting_value()?])
                };
            // `INTERVAL '1' HOUR` of a time zone.
            if name.value == "timezone" {
                self.eat_all(&[Kw::Hour, Kw::To, Kw::Minute]);
            }
            return Ok(Setting { name, values });
        }
        let name = self.parameter()?;
        let name = Name {
            value: name,
            span: self.span_from(start),
        };
        if self.eat_all(&[Kw::From, Kw::Current]) {
            return Ok(Setting {
                name,
                values: Some(Vec::new()),
            });
        }
        if !self.eat(Kw::To) && !self.eat_op("=") {
            return self.unexpected();
        }
        if self.eat(Kw::Default) {
            return Ok(Setting { name, values: None });
        }
        let values = self.list(Self::setting_value)?;
        Ok(Setting {
            name,
            values: Some(values),
        })
    }

    /// A value: a word, a string or a number.
    fn setting_value(&mut self) -> Parsed<Name> {
        let start = self.pos();
        if self.at_string() {
            let value = self.string()?;
            return Ok(Name {
                value,
                span: self.span_from(start),
            });
        }
        if self.at(Kw::Interval) {
            let ty = self.type_name()?;
            let _ = ty;
            let value = self.string()?;
            self.interval_fields(&mut Vec::new())?;
            return Ok(Name {
                value,
                span: self.span_from(start),
            });
        }
        if !self.eat_op("-") {
            self.eat_op("+");
        }
        if self.eat_kind(TokenKind::Integer) || self.eat_kind(TokenKind::Float) {
            return Ok(Name {
                value: self.words(start, self.pos()),
                span: self.span_from(start),
            });
        }
        if self.at_any(&[Kw::True, Kw::False, Kw::On]) {
            return self.any_label();
        }
        self.role()
    }

    // ---- roles, databases, the system ----

    pub(super) fn alter_database(&mut self) -> Parsed<StmtKind> {
        self.col_id()?;
        self.role_or_database(SetScope::Database, "ALTER DATABASE")
    }

    pub(super) fn alter_role(&mut self) -> Parsed<StmtKind> {
        if !self.eat(Kw::All) {
            self.role()?;
        }
        if self.eat_all(&[Kw::In, Kw::Database]) {
            self.col_id()?;
        }
        self.role_or_database(SetScope::Role, "ALTER ROLE")
    }

    fn role_or_database(&mut self, scope: SetScope, what: &'static str) -> Parsed<StmtKind> {
        let setting = if self.at(Kw::Set) && self.kw(1) != Some(Kw::Tablespace) {
            self.advance();
            self.set_rest()?
        } else if self.eat(Kw::Reset) {
            self.reset_rest()?
        } else {
            let moves = self.at_all(&[Kw::Set, Kw::Tablespace]);
            self.skip_to_end();
            return Ok(Self::no_effect(match scope {
                SetScope::Database if moves => "ALTER DATABASE SET TABLESPACE",
                _ => what,
            }));
        };
        let set = set_parameter(setting, scope);
        self.sets.push(set.clone());
        Ok(StmtKind::SetParameter(set))
    }

    /// SET of a function; of `search_path` its value, which its calls run under.
    pub(super) fn function_setting(&mut self) -> Parsed<Option<SetSearchPath>> {
        let setting = self.set_rest()?;
        // FROM CURRENT has no values, and DEFAULT none at all.
        let has_value = setting
            .values
            .as_ref()
            .is_none_or(|values| !values.is_empty());
        let is_path = setting.name.value == "search_path" && has_value;
        let path = is_path.then(|| SetSearchPath {
            local: true,
            path: setting.values.clone(),
        });
        self.sets.push(set_parameter(setting, SetScope::Function));
        Ok(path)
    }

    pub(super) fn alter_user_mapping(&mut self) -> Parsed<StmtKind> {
        match self.registry_statement("ALTER USER MAPPING")? {
            Some(kind) => Ok(kind),
            None => self.unexpected(),
        }
    }

    pub(super) fn alter_system(&mut self) -> Parsed<StmtKind> {
        let setting = if self.eat(Kw::Set) {
            self.set_rest()?
        } else {
            self.expect(Kw::Reset)?;
            self.reset_rest()?
        };
        let set = set_parameter(setting, SetScope::System);
        self.sets.push(set.clone());
        Ok(StmtKind::SetParameter(set))
    }

    /// `SELECT set_config('search_path', 'value', is_local)`, the whole statement.
    pub(super) fn set_config(&mut self) -> Parsed<Option<StmtKind>> {
        let start = self.pos();
        if !self.eat(Kw::Select) {
            return Ok(None);
        }
        let found = self.set_config_call()?;
        if found.is_none() {
            self.set_pos(start);
        }
        Ok(found)
    }

    /// What follows SELECT, or PERFORM.
    pub(super) fn set_config_call(&mut self) -> Parsed<Option<StmtKind>> {
        let start = self.pos();
        if self.at_word("pg_catalog") && self.kind(1) == Some(TokenKind::Dot) {
            self.advance();
            self.advance();
        }
        let is_call = self.eat_word("set_config") && self.eat_kind(TokenKind::LParen);
        if is_call && self.at_string() && self.string()? == "search_path" {
            let comma = self.eat_kind(TokenKind::Comma);
            let at = self.pos();
            if comma && self.at_string() {
                let text = self.string()?;
                let span = self.span_from(at);
                if self.eat_kind(TokenKind::Comma) {
                    let local = self.eat_any(&[Kw::True, Kw::False]);
                    if let Some(local) = local
                        && self.eat_kind(TokenKind::RParen)
                        && self.at_end()
                    {
                        return Ok(Some(StmtKind::SetSearchPath(SetSearchPath {
                            local: local == Kw::True,
                            path: Some(path_in_text(&text, span)),
                        })));
                    }
                }
            }
        }
        self.set_pos(start);
        Ok(None)
    }

    fn setting_statement(&mut self, setting: Setting, scope: SetScope) -> StmtKind {
        if setting.name.value == "search_path" {
            return StmtKind::SetSearchPath(SetSearchPath {
                local: scope == SetScope::Local,
                path: setting.values,
            });
        }
        let set = set_parameter(setting, scope);
        self.sets.push(set.clone());
        StmtKind::SetParameter(set)
    }

    // ---- transactions ----

    pub(super) fn begin(&mut self) -> Parsed<StmtKind> {
        self.eat_any(&[Kw::Work, Kw::Transaction]);
        // Modes: ISOLATION LEVEL …, READ ONLY, [NOT] DEFERRABLE.
        while !self.at_end() {
            if self.eat_all(&[Kw::Isolation, Kw::Level]) {
                let level = self.eat(Kw::Serializable)
                    || self.eat_all(&[Kw::Repeatable, Kw::Read])
                    || self.eat_all(&[Kw::Read, Kw::Committed])
                    || self.eat_all(&[Kw::Read, Kw::Uncommitted]);
                if !level {
                    return self.unexpected();
                }
            } else if self.eat(Kw::Read) {
                if self.eat_any(&[Kw::Only, Kw::Write]).is_none() {
                    return self.unexpected();
                }
            } else if !self.eat(Kw::Deferrable) && !self.eat_all(&[Kw::Not, Kw::Deferrable]) {
                return self.unexpected();
            }
            self.eat_kind(TokenKind::Comma);
        }
        Ok(StmtKind::Transaction(Transaction::Begin))
    }

    fn chain(&mut self) -> Parsed<()> {
        self.eat_any(&[Kw::Work, Kw::Transaction]);
        if self.eat(Kw::And) {
            self.eat(Kw::No);
            self.expect(Kw::Chain)?;
        }
        Ok(())
    }

    pub(super) fn commit(&mut self) -> Parsed<StmtKind> {
        self.chain()?;
        Ok(StmtKind::Transaction(Transaction::Commit))
    }

    pub(super) fn rollback(&mut self) -> Parsed<StmtKind> {
        self.eat_any(&[Kw::Work, Kw::Transaction]);
        if self.eat(Kw::To) {
            self.eat(Kw::Savepoint);
            return Ok(StmtKind::Transaction(Transaction::RollbackTo(
                self.col_id()?,
            )));
        }
        self.chain()?;
        Ok(StmtKind::Transaction(Transaction::Rollback))
    }

    pub(super) fn savepoint(&mut self) -> Parsed<StmtKind> {
        Ok(StmtKind::Transaction(Transaction::Savepoint(
            self.col_id()?,
        )))
    }

    pub(super) fn release(&mut self) -> Parsed<StmtKind> {
        self.eat(Kw::Savepoint);
        Ok(StmtKind::Transaction(Transaction::Release(self.col_id()?)))
    }

    pub(super) fn prepare_transaction(&mut self) -> Parsed<StmtKind> {
        let words = self.span_from(0);
        self.string()?;
        Ok(StmtKind::Transaction(Transaction::Prepare(words)))
    }

    pub(super) fn end_of_prepared(&mut self, what: &'static str) -> Parsed<StmtKind> {
        let words = self.span_from(0);
        self.string()?;
        Ok(StmtKind::Transaction(Transaction::Prepared(what, words)))
    }
}

fn set_parameter(setting: Setting, scope: SetScope) -> SetParameter {
    let values = setting.values.iter().flatten();
    SetParameter {
        name: setting.name,
        places: values.map(|value| value.span).collect(),
        value: setting.values.map(|values| {
            let texts: Vec<String> = values.into_iter().map(|value| value.value).collect();
            texts.join(", ")
        }),
        scope,
    }
}

/// The schemas in the text of a search path.
pub(crate) fn path_in_text(text: &str, span: crate::diag::Span) -> Vec<Name> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let value = if part.starts_with('"') {
                super::names::unquote(part, '"')
            } else {
                part.to_ascii_lowercase()
            };
            Name {
                value: super::names::cut(value),
                span,
            }
        })
        .collect()
}
