//! Operators that a schema makes, by name and operands: which there certainly are not.

use super::builtin;
use super::error::{Result, SqlError};
use super::operator_data::OPERATORS;
use super::overload::bare;
use super::state::Unkept;
use super::{Replay, SchemaId, Shared, TypeKind, TypeUse};
use crate::ddl::{CreateOperator, Name, Operand, OperatorRef, Persistence, QName, TypeName};
use crate::diag::Span;

/// An operator that was made, if only as a shell for what names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserOperator {
    schema: SchemaId,
    name: String,
    /// The types of its operands; `None` when they are not certain.
    operands: Option<Operands>,
}

type Operands = [Option<TypeUse>; 2];

/// What a name and operands mean.
pub(super) enum Meant {
    /// One that was made: its place among those.
    Ours(usize),
    /// PostgreSQL's own.
    Builtin,
    /// There may be one.
    Unsure,
}

impl Replay {
    /// `CREATE OPERATOR`, in the order of `DefineOperator` of `operatorcmds.c`.
    pub(super) fn create_operator(&mut self, stmt: &CreateOperator) -> Result {
        let schema = match &stmt.name.schema {
            Some(schema) => self.schema(schema)?,
            None => self.creation_schema(&stmt.name, Persistence::Permanent)?,
        };
        let refuse = |span: Span, message: &str, help: &str| {
            Err(SqlError::new("42P13", span, message).help(help))
        };
        for operand in [&stmt.left, &stmt.right] {
            if let Operand::Type(ty) = operand
                && ty.setof
            {
                return refuse(
                    ty.span,
                    "SETOF type not allowed for operator argument",
                    "remove SETOF",
                );
            }
        }
        let name = stmt.name.span();
        if !stmt.has_function {
            return refuse(
                name,
                "operator function must be specified",
                "add FUNCTION = and the function that computes it",
            );
        }
        let left = self.operand_made(&stmt.left)?;
        let right = self.operand_made(&stmt.right)?;
        if let Operand::Missing = stmt.right {
            if let Operand::Missing = stmt.left {
                return refuse(
                    name,
                    "operator argument types must be specified",
                    "add LEFTARG and RIGHTARG",
                );
            }
            return Err(SqlError::new(
                "42P13",
                name,
                "operator right argument type must be specified",
            )
            .detail("Postfix operators are not supported.")
            .help("add RIGHTARG"));
        }
        self.catalog.created.insert(Unkept::Operator);
        let is_read = |operand: &Operand| !matches!(operand, Operand::Unread);
        let operands = (is_read(&stmt.left) && is_read(&stmt.right)).then_some([left, right]);
        let turned = operands.clone().map(|[left, right]| [right, left]);
        self.make_operator(schema, &stmt.name, operands.clone());
        for (partner, operands) in [(&stmt.commutator, turned), (&stmt.negator, operands)] {
            let Some(partner) = partner else { continue };
            let place = match &partner.schema {
                Some(schema) => self.schema(schema)?,
                None => schema,
            };
            self.make_operator(place, partner, operands);
        }
        Ok(())
    }

    fn make_operator(&mut self, schema: SchemaId, name: &QName, operands: Option<Operands>) {
        let operator = Shared::from(UserOperator {
            schema,
            name: name.name.value.clone(),
            operands,
        });
        if !self.catalog.operators.contains(&operator) {
            self.catalog.operators.push(operator);
        }
    }

    /// The type of an operand of CREATE OPERATOR, as far as it is read.
    fn operand_made(&self, operand: &Operand) -> Result<Option<TypeUse>> {
        match operand {
            Operand::Type(ty) => Ok(Some(bare(&self.resolve_type(ty)?))),
            Operand::Missing | Operand::Unread => Ok(None),
        }
    }

    /// The operator that DROP or COMMENT ON means; only an exact match is one
    /// (`LookupOperWithArgs` of `parse_oper.c`).
    pub(super) fn operator_meant(&self, operator: &OperatorRef) -> Result<Meant> {
        let mut operands: Operands = [None, None];
        for (slot, written) in operands.iter_mut().zip([&operator.left, &operator.right]) {
            let Some(written) = written else { continue };
            if self.is_shell(written) {
                return Ok(Meant::Unsure);
            }
            match self.resolve_type(written) {
                Ok(ty) => *slot = Some(bare(&ty)),
                Err(error) if matches!(error.state, "42704" | "3F000") => return Err(error),
                // It may be there.
                Err(_) => return Ok(Meant::Unsure),
            }
        }
        let name = &operator.name.name.value;
        // Which schema it is in does not matter: ALTER may have moved it.
        let ours = self.catalog.operators.iter().position(|made| {
            made.name == *name && made.operands.as_ref().is_none_or(|made| *made == operands)
        });
        if let Some(at) = ours {
            return Ok(Meant::Ours(at));
        }
        let schema = operator.name.schema.as_ref();
        if schema.is_none_or(|schema| schema.value == "pg_catalog") && is_builtin(name, &operands) {
            return Ok(Meant::Builtin);
        }
        let span = operator.name.span();
        let shown = operator.name.display();
        if self.extensions_may_have_operators()
            || self.may_be_there(span, "operator", &shown).is_some()
        {
            return Ok(Meant::Unsure);
        }
        let [left, right] = &operands;
        let Some(right) = right else {
            return Err(
                SqlError::new("42601", span, "postfix operators are not supported")
                    .help("write NONE as the left operand, not as the right one"),
            );
        };
        let left = left.as_ref().map(|left| self.shown_type(left) + " ");
        Err(SqlError::new(
            "42883",
            span,
            format!(
                "operator does not exist: {}{shown} {}",
                left.unwrap_or_default(),
                self.shown_type(right)
            ),
        )
        .label("no such operator for exactly these types"))
    }

    /// `ALTER OPERATOR`, which must be there; with `SET SCHEMA` it moves.
    pub(super) fn alter_operator(
        &mut self,
        operator: &OperatorRef,
        schema: Option<&Name>,
    ) -> Result {
        let meant = self.operator_meant(operator)?;
        let Some(schema) = schema else {
            return Ok(());
        };
        let to = self.schema(schema)?;
        let Meant::Ours(at) = meant else {
            return Ok(());
        };
        let Some(moved) = self.catalog.operators.get(at) else {
            return Ok(());
        };
        let moved = Shared::from(UserOperator {
            schema: to,
            ..UserOperator::clone(moved)
        });
        let is_there = self.catalog.operators.contains(&moved);
        if is_there && moved.operands.is_some() && self.catalog.operators.get(at) != Some(&moved) {
            return Err(SqlError::new(
                "23505",
                schema.span,
                "duplicate key value violates unique constraint \"pg_operator_oprname_l_r_n_index\"",
            )
            .label("has an operator of this name for these operands"));
        }
        if let Some(place) = self.catalog.operators.get_mut(at) {
            *place = moved;
        }
        Ok(())
    }

    /// Whether one of this name was made, of whatever operands, in whatever schema.
    pub(super) fn is_operator_made(&self, name: &str) -> bool {
        let mut made = self.catalog.operators.iter();
        made.any(|operator| operator.name == name)
    }

    /// `DROP OPERATOR` of one.
    pub(super) fn drop_operator(&mut self, operator: &OperatorRef, span: Span) -> Result {
        match self.operator_meant(operator)? {
            Meant::Ours(at) => {
                let is_certain = |made: &Shared<UserOperator>| made.operands.is_some();
                if self.catalog.operators.get(at).is_some_and(is_certain) {
                    self.catalog.operators.remove(at);
                }
                Ok(())
            }
            Meant::Builtin => {
                let operand = |ty: &Option<TypeName>| match ty {
                    Some(ty) => match self.resolve_type(ty) {
                        Ok(ty) => self.shown_type(&bare(&ty)),
                        Err(_) => ty.name.display(),
                    },
                    None => "NONE".to_owned(),
                };
                let message = format!(
                    "cannot drop operator {}({},{}) because it is required by the database system",
                    operator.name.name.value,
                    operand(&operator.left),
                    operand(&operator.right)
                );
                Err(SqlError::new("2BP01", span, message))
            }
            Meant::Unsure => Ok(()),
        }
    }

    fn is_shell(&self, written: &TypeName) -> bool {
        self.find_type(&written.name)
            .and_then(|found| self.catalog.ty(found.id))
            .is_some_and(|ty| matches!(ty.kind, TypeKind::Shell))
    }
}

/// Whether PostgreSQL has an operator of exactly these operands.
fn is_builtin(name: &str, [left, right]: &Operands) -> bool {
    let is = |oid: u16, operand: &Option<TypeUse>| match operand {
        Some(ty) => oid != 0 && builtin::by_any_oid(oid.into()) == *ty,
        None => oid == 0,
    };
    OPERATORS
        .binary_search_by(|(known, _)| known.cmp(&name))
        .ok()
        .and_then(|at| OPERATORS.get(at))
        .is_some_and(|(_, signatures)| {
            let mut signatures = signatures.iter();
            signatures.any(|(l, r, _)| is(*l, left) && is(*r, right))
        })
}
