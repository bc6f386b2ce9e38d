//! What CREATE AGGREGATE asks of the functions that it names (`pg_aggregate.c`),
//! as far as that is certain.

use super::error::{Result, SqlError};
use super::overload::{Choice, Input, Polymorphic, bare};
use super::{Function, FunctionId, Replay, TypeId, TypeUse, builtin};
use crate::ddl::{Aggregate, Call, CreateFunction, ExprShape, QName};
use crate::diag::Span;

const INTERNAL: TypeId = TypeId(2281);
const BYTEA: TypeId = TypeId(17);

/// A function that was found for an aggregate.
struct Support {
    /// What it gives for what it is given; nothing when that is not worked out.
    result: Option<TypeUse>,
    /// The function, when it is not PostgreSQL's own.
    function: Option<FunctionId>,
}

impl Replay {
    /// Refuses an aggregate whose functions do not go with its types. With the type that
    /// it gives, as far as that is certain.
    pub(super) fn check_aggregate(
        &self,
        stmt: &CreateFunction,
        function: &Function,
    ) -> Result<Option<TypeUse>> {
        let Some(parts) = &stmt.aggregate else {
            return Ok(None);
        };
        let span = stmt.name.span();
        let missing = |what: &str, help: &str| {
            SqlError::new("42P13", span, format!("aggregate {what} must be specified"))
                .help(help.to_owned())
        };
        if !parts.has("stype") {
            return Err(missing(
                "stype",
                "add `STYPE = type`, without quotes around STYPE",
            ));
        }
        if !parts.has("sfunc") {
            return Err(missing(
                "sfunc",
                "add `SFUNC = function`, without quotes around SFUNC",
            ));
        }
        if parts.old && !parts.has("basetype") {
            return Err(missing("input type", "add `BASETYPE = type`"));
        }
        let (Some(written), Some(step)) = (parts.types.get("stype"), parts.functions.get("sfunc"))
        else {
            return Ok(None);
        };
        let state = bare(&self.resolve_type(written)?);
        let is_internal = state == TypeUse::plain(INTERNAL);
        if !state.array
            && builtin::is_pseudo(state.id)
            && Polymorphic::of(&state).is_none()
            && !is_internal
        {
            return Err(SqlError::new(
                "42P13",
                written.span,
                format!(
                    "aggregate transition data type cannot be {}",
                    self.shown_type(&state)
                ),
            )
            .help("use a type of which a value can be kept"));
        }
        check_serialization(parts, is_internal, span)?;
        let Some(arguments) = function
            .arguments
            .iter()
            .cloned()
            .collect::<Option<Vec<_>>>()
        else {
            return Ok((!parts.has("finalfunc")).then_some(state));
        };
        if let Some(family) = Polymorphic::of(&state)
            && !family.follows_from(&arguments)
        {
            return Err(self.undetermined("transition", &state, written.span));
        }
        let mut inputs = vec![state.clone()];
        inputs.extend(arguments.iter().cloned());
        // What an ordered-set aggregate gives its other functions is another matter.
        if let Some(direct) = parts.direct {
            let given = if parts.extra {
                inputs.len()
            } else {
                direct + 1
            };
            return Ok(match parts.functions.get("finalfunc") {
                None => (!parts.has("finalfunc")).then_some(state),
                Some(last) => inputs
                    .get(..given)
                    .and_then(|given| self.support(last, given).ok().flatten()?.result),
            });
        }
        if let Some(found) = self.support(step, &inputs)? {
            self.must_give(&found, &state, "transition", step)?;
            let kept = arguments.first();
            if !parts.has("initcond")
                && found.function.is_some_and(|id| self.is_strict(id))
                && kept.is_none_or(|kept| casts_numbers(kept, &state))
            {
                return Err(SqlError::new(
                    "42P13",
                    span,
                    "must not omit initial value when transition function is strict and transition type is not compatible with input type",
                )
                .help("add INITCOND, or give the function without STRICT"));
            }
        }
        let result = match parts.functions.get("finalfunc") {
            None => (!parts.has("finalfunc")).then(|| state.clone()),
            Some(last) => {
                let given = if parts.extra {
                    inputs.as_slice()
                } else {
                    &inputs[..1]
                };
                self.support(last, given)?.and_then(|found| found.result)
            }
        };
        if let Some(combine) = parts.functions.get("combinefunc")
            && let Some(found) = self.support(combine, &[state.clone(), state.clone()])?
        {
            self.must_give(&found, &state, "combine", combine)?;
        }
        let (internal, bytes) = (TypeUse::plain(INTERNAL), TypeUse::plain(BYTEA));
        if let Some(out) = parts.functions.get("serialfunc")
            && let Some(found) = self.support(out, std::slice::from_ref(&internal))?
        {
            self.must_give(&found, &bytes, "serialization", out)?;
        }
        if let Some(read) = parts.functions.get("deserialfunc")
            && let Some(found) = self.support(read, &[bytes, internal.clone()])?
        {
            self.must_give(&found, &internal, "deserialization", read)?;
        }
        match result {
            Some(result)
                if Polymorphic::of(&result)
                    .is_some_and(|family| !family.follows_from(&arguments)) =>
            {
                Err(self.undetermined("result", &result, span))
            }
            result => Ok(result),
        }
    }

    /// The function of that name for exactly these inputs (`lookup_agg_function`);
    /// nothing when it is not certain.
    fn support(&self, name: &QName, inputs: &[TypeUse]) -> Result<Option<Support>> {
        let word = name.name.value.as_str();
        let call = Call {
            schema: name.schema.clone(),
            arguments: vec![ExprShape::Other; inputs.len()],
            // Neither defaults nor VARIADIC arguments are filled in.
            special: true,
            span: name.span(),
        };
        let foreign = |ty: &TypeUse| self.is_of_extension(self.catalog.base_type(ty).id);
        let Some(mut candidates) = self.candidates(word, &call) else {
            return Ok(None);
        };
        if inputs.iter().any(foreign) {
            return Ok(None);
        }
        candidates.retain(|candidate| candidate.wanted.len() == inputs.len());
        let known: Vec<Input> = inputs.iter().cloned().map(Some).collect();
        let wanted: Vec<Vec<TypeUse>> = candidates.iter().map(|c| c.wanted.clone()).collect();
        let found = match self.choose_for_polymorphic(&known, &wanted) {
            Choice::One(at) => candidates.get(at),
            Choice::Several => None,
            Choice::Nothing => {
                // Of PostgreSQL's own those with internal arguments are not listed.
                let unlisted = builtin::has_function(word, self.catalog.version)
                    && (builtin::overloads(word, None).is_empty()
                        || inputs.contains(&TypeUse::plain(INTERNAL)));
                let elsewhere = name
                    .schema
                    .as_ref()
                    .is_some_and(|schema| schema.value != "pg_catalog");
                // A cast that somebody made could help, but none is of a polymorphic type.
                let beyond_casts = |wanted: &Vec<TypeUse>| {
                    inputs.iter().zip(wanted).any(|(input, wanted)| {
                        Polymorphic::of(input).is_some() && !self.is_coercible(input, wanted)
                    })
                };
                let certain = !self.may_have_operators() || wanted.iter().all(beyond_casts);
                if (unlisted && !elsewhere) || !certain {
                    return Ok(None);
                }
                let shown: Vec<String> = inputs.iter().map(|ty| self.shown_type(ty)).collect();
                return Err(SqlError::new(
                    "42883",
                    name.span(),
                    format!(
                        "function {}({}) does not exist",
                        name.display(),
                        shown.join(", ")
                    ),
                )
                .label("no such function")
                .help("create a function of these arguments first"));
            }
        };
        let Some(found) = found else {
            return Ok(None);
        };
        if let Some(function) = found.function.and_then(|id| self.catalog.function(id))
            && function.returns_set
        {
            return Err(SqlError::new(
                "42804",
                name.span(),
                format!("function {} returns a set", name.display()),
            )
            .also(function.origin.span, "it is created here"));
        }
        if inputs
            .iter()
            .zip(&found.wanted)
            .any(|(input, wanted)| casts_numbers(input, wanted))
        {
            let shown: Vec<String> = found.wanted.iter().map(|ty| self.shown_type(ty)).collect();
            return Err(SqlError::new(
                "42804",
                name.span(),
                format!(
                    "function {}({}) requires run-time type coercion",
                    name.display(),
                    shown.join(", ")
                ),
            )
            .help("use a function whose arguments are of the types that it is given"));
        }
        Ok(Some(Support {
            result: self.polymorphic_result_within(&known, &found.wanted, &found.result),
            function: found.function,
        }))
    }

    fn must_give(&self, found: &Support, wanted: &TypeUse, what: &str, name: &QName) -> Result {
        match &found.result {
            Some(result) if bare(result) != *wanted => {
                let error = SqlError::new(
                    "42804",
                    name.span(),
                    format!(
                        "return type of {what} function {} is not {}",
                        name.display(),
                        self.shown_type(wanted)
                    ),
                )
                .label(format!("it returns {}", self.shown_type(result)));
                let function = found.function.and_then(|id| self.catalog.function(id));
                Err(match function {
                    Some(function) => error.also(function.origin.span, "it is created here"),
                    None => error,
                })
            }
            _ => Ok(()),
        }
    }

    fn is_strict(&self, id: FunctionId) -> bool {
        let function = self.catalog.function(id);
        function.is_some_and(|function| function.calling.strict)
    }
}

fn check_serialization(parts: &Aggregate, is_internal: bool, span: Span) -> Result {
    match (parts.has("serialfunc"), parts.has("deserialfunc")) {
        (true, true) if !is_internal => Err(SqlError::new(
            "42P13",
            span,
            "serialization functions may be specified only when the aggregate transition data type is internal",
        )
        .help("leave SERIALFUNC and DESERIALFUNC out")),
        (true, false) | (false, true) => Err(SqlError::new(
            "42P13",
            span,
            "must specify both or neither of serialization and deserialization functions",
        )
        .help("add the other one, or leave both out")),
        _ => Ok(()),
    }
}

/// Whether a value goes from one type of numbers to another: a function does that.
fn casts_numbers(from: &TypeUse, to: &TypeUse) -> bool {
    const NUMBERS: [u32; 6] = [20, 21, 23, 700, 701, 1700];
    let is_number = |ty: &TypeUse| !ty.array && NUMBERS.contains(&ty.id.0);
    is_number(from) && is_number(to) && from.id != to.id
}
