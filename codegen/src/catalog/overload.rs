//! Which of several functions or operators of one name PostgreSQL takes
//! (`parse_func.c`, `parse_oper.c`), what polymorphic types become
//! (`parse_coerce.c`), and the type that several values have in common.

use super::builtin::{self, BuiltinKind};
use super::error::{Result, SqlError};
use super::operator_data::is_implicit;
use super::{Modifier, Replay, TypeId, TypeKind, TypeUse};
use crate::diag::Span;

const ANY: u32 = 2276;
const ANYELEMENT: u32 = 2283;
const ANYARRAY: u32 = 2277;
const ANYNONARRAY: u32 = 2776;
const ANYENUM: u32 = 3500;
const ANYRANGE: u32 = 3831;
const ANYMULTIRANGE: u32 = 4537;
const ANYCOMPATIBLE: u32 = 5077;
const ANYCOMPATIBLEARRAY: u32 = 5078;
const ANYCOMPATIBLENONARRAY: u32 = 5079;
const ANYCOMPATIBLERANGE: u32 = 5080;
const ANYCOMPATIBLEMULTIRANGE: u32 = 4538;
const RECORD_ARRAY: u32 = 2287;

/// Types that are preferred in their category (`pg_type.typispreferred`).
const PREFERRED: [u32; 8] = [16, 25, 26, 701, 869, 1184, 1186, 1562];

/// A value's type; `None` of a literal, which has none yet.
pub(super) type Input = Option<TypeUse>;

/// What is chosen among candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// The candidate of that index.
    One(usize),
    /// None fits.
    Nothing,
    /// Several fit equally well.
    Several,
}

/// A type without its modifier.
pub(super) fn bare(ty: &TypeUse) -> TypeUse {
    TypeUse {
        modifier: Modifier::None,
        ..ty.clone()
    }
}

/// Whether an input may be what a parameter takes that has elements or bounds: a polymorphic
/// type has none, and is given to itself only.
fn may_hold(input: &TypeUse, wanted: &TypeUse) -> bool {
    let needs_parts = !wanted.array
        && matches!(
            wanted.id.0,
            ANYARRAY
                | ANYRANGE
                | ANYMULTIRANGE
                | ANYCOMPATIBLEARRAY
                | ANYCOMPATIBLERANGE
                | ANYCOMPATIBLEMULTIRANGE
        );
    !needs_parts || !is_polymorphic(input) || input.id == wanted.id
}

fn is_polymorphic(ty: &TypeUse) -> bool {
    !ty.array
        && matches!(
            ty.id.0,
            ANYELEMENT
                | ANYARRAY
                | ANYNONARRAY
                | ANYENUM
                | ANYRANGE
                | ANYMULTIRANGE
                | ANYCOMPATIBLE
                | ANYCOMPATIBLEARRAY
                | ANYCOMPATIBLENONARRAY
                | ANYCOMPATIBLERANGE
                | ANYCOMPATIBLEMULTIRANGE
        )
}

/// A family of polymorphic types, whose members say what the others stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Polymorphic {
    compatible: bool,
    /// A range or a multirange, which does not follow from an element.
    ranged: bool,
}

impl Polymorphic {
    /// The family of a type, when it is polymorphic.
    pub(super) fn of(ty: &TypeUse) -> Option<Self> {
        is_polymorphic(ty).then_some(Self {
            compatible: matches!(
                ty.id.0,
                ANYCOMPATIBLE
                    | ANYCOMPATIBLEARRAY
                    | ANYCOMPATIBLENONARRAY
                    | ANYCOMPATIBLERANGE
                    | ANYCOMPATIBLEMULTIRANGE
            ),
            ranged: matches!(
                ty.id.0,
                ANYRANGE | ANYMULTIRANGE | ANYCOMPATIBLERANGE | ANYCOMPATIBLEMULTIRANGE
            ),
        })
    }

    /// Whether arguments of these types say what a result of the family is
    /// (`check_valid_polymorphic_signature`).
    pub(super) fn follows_from(self, arguments: &[TypeUse]) -> bool {
        arguments.iter().filter_map(Self::of).any(|argument| {
            argument.compatible == self.compatible && (argument.ranged || !self.ranged)
        })
    }
}

impl Replay {
    /// Chooses for inputs that may be polymorphic themselves, as those of an
    /// aggregate's functions.
    pub(super) fn choose_for_polymorphic(
        &self,
        inputs: &[Input],
        candidates: &[Vec<TypeUse>],
    ) -> Choice {
        let polymorphic = |input: &Input| input.as_ref().is_some_and(is_polymorphic);
        let choice = self.choose(inputs, candidates);
        if choice != Choice::Nothing || !inputs.iter().any(polymorphic) {
            return choice;
        }
        // Whether polymorphic types go together is not worked out; that none can be
        // given to a type that is not polymorphic is.
        let may_fit = candidates.iter().any(|wanted| {
            inputs.iter().zip(wanted).all(|(input, wanted)| {
                let input = input.as_ref();
                input
                    .is_none_or(|input| self.is_coercible(input, wanted) && may_hold(input, wanted))
            })
        });
        if may_fit {
            Choice::Several
        } else {
            Choice::Nothing
        }
    }

    /// The result for inputs that may be polymorphic themselves, when it is certain.
    pub(super) fn polymorphic_result_within(
        &self,
        inputs: &[Input],
        wanted: &[TypeUse],
        result: &TypeUse,
    ) -> Option<TypeUse> {
        let Some(family) = Polymorphic::of(result) else {
            return Some(result.clone());
        };
        // A type that is given to itself says nothing of what it stands for.
        let says = |(input, wanted): &(&Input, &TypeUse)| {
            !(is_polymorphic(wanted) && input.as_ref() == Some(wanted))
        };
        let (inputs, wanted): (Vec<Input>, Vec<TypeUse>) = inputs
            .iter()
            .zip(wanted)
            .filter(says)
            .map(|(input, wanted)| (input.clone(), wanted.clone()))
            .unzip();
        let tells = |ty: &TypeUse| {
            Polymorphic::of(ty).is_some_and(|other| other.compatible == family.compatible)
        };
        if !wanted.iter().any(tells) {
            return Some(result.clone());
        }
        self.polymorphic_result(&inputs, &wanted, result)
    }

    /// Chooses among candidates, each of which takes as many values as there are
    /// inputs (`func_match_argtypes`, `func_select_candidate`).
    pub(super) fn choose(&self, inputs: &[Input], candidates: &[Vec<TypeUse>]) -> Choice {
        let exact = candidates.iter().position(|candidate| {
            inputs
                .iter()
                .zip(candidate)
                .all(|(input, wanted)| input.as_ref().is_some_and(|input| bare(input) == *wanted))
        });
        if let Some(exact) = exact {
            return Choice::One(exact);
        }
        let fitting: Vec<usize> = (0..candidates.len())
            .filter(|at| {
                candidates
                    .get(*at)
                    .is_some_and(|candidate| self.fits_all(inputs, candidate))
            })
            .collect();
        match fitting.as_slice() {
            [] => Choice::Nothing,
            [only] => Choice::One(*only),
            _ => self.select(inputs, candidates, fitting),
        }
    }

    fn select(
        &self,
        inputs: &[Input],
        candidates: &[Vec<TypeUse>],
        mut left: Vec<usize>,
    ) -> Choice {
        let base: Vec<Input> = inputs
            .iter()
            .map(|input| input.as_ref().map(|ty| bare(&self.catalog.base_type(ty))))
            .collect();
        let wanted = |candidate: usize, at: usize| {
            candidates
                .get(candidate)
                .and_then(|candidate| candidate.get(at))
        };
        // Most exact matches; then most exact or preferred ones.
        for preferred in [false, true] {
            let score = |candidate: &usize| {
                let matches = base.iter().enumerate().filter(|(at, input)| {
                    let (Some(input), Some(wanted)) = (input, wanted(*candidate, *at)) else {
                        return false;
                    };
                    input == wanted
                        || (preferred && self.is_preferred(self.category(input), wanted))
                });
                matches.count()
            };
            let best = left.iter().map(score).max();
            left.retain(|candidate| Some(score(candidate)) == best);
            if let [only] = left.as_slice() {
                return Choice::One(*only);
            }
        }
        if base.iter().all(Option::is_some) {
            return Choice::Several;
        }
        // Literals take the category that the candidates agree on, or text's.
        let mut slots: Vec<Option<(char, bool)>> = Vec::with_capacity(base.len());
        let mut resolved = true;
        for (at, input) in base.iter().enumerate() {
            if input.is_some() {
                slots.push(None);
                continue;
            }
            let categories: Vec<(char, bool)> = left
                .iter()
                .filter_map(|candidate| wanted(*candidate, at))
                .map(|ty| (self.category(ty), self.is_preferred(self.category(ty), ty)))
                .collect();
            let first = categories.first().map(|(category, _)| *category);
            let category = if categories.iter().any(|(category, _)| *category == 'S') {
                Some('S')
            } else if categories
                .iter()
                .all(|(category, _)| Some(*category) == first)
            {
                first
            } else {
                None
            };
            let Some(category) = category else {
                resolved = false;
                break;
            };
            let preferred = categories.contains(&(category, true));
            slots.push(Some((category, preferred)));
        }
        if resolved {
            let keeps = |candidate: &usize| {
                slots.iter().enumerate().all(|(at, slot)| {
                    let (Some((category, preferred)), Some(ty)) = (slot, wanted(*candidate, at))
                    else {
                        return true;
                    };
                    self.category(ty) == *category
                        && (!preferred || self.is_preferred(*category, ty))
                })
            };
            let kept: Vec<usize> = left.iter().copied().filter(|at| keeps(at)).collect();
            if let [only] = kept.as_slice() {
                return Choice::One(*only);
            }
            if !kept.is_empty() {
                left = kept;
            }
        }
        // Where all that is known is of one type, literals are of that type too.
        let mut known = base.iter().flatten();
        let Some(first) = known.next() else {
            return Choice::Several;
        };
        if known.any(|other| other != first) {
            return Choice::Several;
        }
        let same: Vec<Input> = base.iter().map(|_| Some(first.clone())).collect();
        left.retain(|candidate| {
            candidates
                .get(*candidate)
                .is_some_and(|candidate| self.fits_all(&same, candidate))
        });
        match left.as_slice() {
            [only] => Choice::One(*only),
            _ => Choice::Several,
        }
    }

    /// Whether values of these types can be given to what wants those
    /// (`can_coerce_type`).
    pub(super) fn fits_all(&self, inputs: &[Input], wanted: &[TypeUse]) -> bool {
        inputs.len() == wanted.len()
            && inputs.iter().zip(wanted).all(|(input, wanted)| {
                input
                    .as_ref()
                    .is_none_or(|input| self.is_coercible(input, wanted))
            })
            && (!wanted.iter().any(is_polymorphic) || self.polymorphic(inputs, wanted).is_some())
    }

    /// Whether PostgreSQL casts a value by itself.
    pub(super) fn is_coercible(&self, from: &TypeUse, to: &TypeUse) -> bool {
        if bare(from) == bare(to) || (!to.array && to.id.0 == ANY) || is_polymorphic(to) {
            return true;
        }
        let (from, to) = (self.catalog.base_type(from), self.catalog.base_type(to));
        if from.id == to.id && from.array == to.array {
            return true;
        }
        let is_row = |id: TypeId| {
            matches!(
                self.catalog.ty(id).map(|ty| &ty.kind),
                Some(TypeKind::Composite(_) | TypeKind::Row(_))
            )
        };
        match (from.array, to.array) {
            (true, true) => is_implicit(from.id, to.id),
            (false, false) => {
                is_implicit(from.id, to.id) || (to.id == builtin::RECORD && is_row(from.id))
            }
            (true, false) => to.id.0 == RECORD_ARRAY && is_row(from.id),
            (false, true) => false,
        }
    }

    /// What polymorphic types stand for: the `any…` and the `anycompatible…` family.
    /// `None` when the inputs do not go together.
    fn polymorphic(&self, inputs: &[Input], wanted: &[TypeUse]) -> Option<[Family; 2]> {
        let mut same = Family::default();
        let mut compatible = Family::default();
        let mut elements: Vec<Input> = Vec::new();
        for (input, wanted) in inputs.iter().zip(wanted) {
            if wanted.array {
                continue;
            }
            let Some(input) = input else {
                if matches!(wanted.id.0, ANYCOMPATIBLE | ANYCOMPATIBLENONARRAY) {
                    elements.push(None);
                }
                continue;
            };
            let input = bare(input);
            let base = bare(&self.catalog.base_type(&input));
            match wanted.id.0 {
                ANYELEMENT | ANYNONARRAY | ANYENUM => {
                    let is_enum = matches!(
                        self.catalog.ty(input.id).map(|ty| &ty.kind),
                        Some(TypeKind::Enum(_))
                    );
                    if (wanted.id.0 == ANYENUM && (!is_enum || input.array))
                        || (wanted.id.0 == ANYNONARRAY && base.array)
                    {
                        return None;
                    }
                    agree(&mut same.element, input)?;
                }
                ANYARRAY => agree(&mut same.array, Self::array(&base)?)?,
                ANYRANGE => agree(&mut same.range, self.range(&base)?)?,
                ANYMULTIRANGE => agree(&mut same.multirange, self.multirange(&base)?)?,
                ANYCOMPATIBLE => elements.push(Some(input)),
                ANYCOMPATIBLENONARRAY => {
                    if base.array {
                        return None;
                    }
                    elements.push(Some(input));
                }
                ANYCOMPATIBLEARRAY => elements.push(Some(Self::array(&base)?.element())),
                ANYCOMPATIBLERANGE => agree(&mut compatible.range, self.range(&base)?)?,
                ANYCOMPATIBLEMULTIRANGE => {
                    agree(&mut compatible.multirange, self.multirange(&base)?)?;
                }
                _ => {}
            }
        }
        self.complete(&mut same)?;
        self.complete(&mut compatible)?;
        if let Some(element) = compatible.element.clone() {
            elements.push(Some(element));
        }
        if !elements.is_empty() {
            let common = self.common_type(&elements)?;
            if compatible
                .element
                .as_ref()
                .is_some_and(|element| *element != common)
                || (compatible.range.is_none() && common.array && has_arrays(wanted))
            {
                return None;
            }
            compatible.element = Some(common);
        }
        Some([same, compatible])
    }

    /// Fills in what follows from the rest of a family, which must agree.
    fn complete(&self, family: &mut Family) -> Option<()> {
        if let Some(multirange) = &family.multirange {
            let range = self.range_of_multirange(multirange.id)?;
            agree(&mut family.range, range)?;
        }
        if let Some(range) = &family.range {
            let subtype = bare(&self.subtype(range.id)?);
            agree(&mut family.element, subtype)?;
        }
        if let Some(array) = &family.array {
            agree(&mut family.element, array.clone().element())?;
        }
        Some(())
    }

    /// The result of what was chosen for inputs, when it is certain
    /// (`enforce_generic_type_consistency`).
    pub(super) fn polymorphic_result(
        &self,
        inputs: &[Input],
        wanted: &[TypeUse],
        result: &TypeUse,
    ) -> Option<TypeUse> {
        if !is_polymorphic(result) {
            return Some(result.clone());
        }
        let [same, compatible] = self.polymorphic(inputs, wanted)?;
        let array = |element: Option<TypeUse>| {
            let element = element?;
            (!element.array).then(|| element.array_of())
        };
        match result.id.0 {
            ANYELEMENT | ANYNONARRAY | ANYENUM => same.element,
            ANYARRAY => same.array.or_else(|| array(same.element)),
            ANYRANGE => same.range,
            ANYMULTIRANGE => match (same.multirange, same.range) {
                (Some(multirange), _) => Some(multirange),
                (None, Some(range)) => self.multirange_of_range(range.id),
                (None, None) => None,
            },
            ANYCOMPATIBLE | ANYCOMPATIBLENONARRAY => compatible.element,
            ANYCOMPATIBLEARRAY => array(compatible.element),
            ANYCOMPATIBLERANGE => compatible.range,
            ANYCOMPATIBLEMULTIRANGE => compatible.multirange,
            _ => None,
        }
    }

    /// 42804 where nothing says what the polymorphic arguments of a call are
    /// (`enforce_generic_type_consistency`).
    pub(super) fn polymorphic_is_known(inputs: &[Input], wanted: &[TypeUse], span: Span) -> Result {
        let given = |of: fn(u32) -> bool| {
            let both = inputs.iter().zip(wanted);
            let mut of_these = both
                .filter(move |(_, wanted)| !wanted.array && of(wanted.id.0))
                .map(|(input, _)| input.is_some())
                .peekable();
            of_these.peek()?;
            Some(of_these.any(|known| known))
        };
        let refused = |what: &str| {
            let message = format!(
                "could not determine polymorphic type {what}because input has type unknown"
            );
            Err(SqlError::new("42804", span, message)
                .help("cast an argument to the type that is meant"))
        };
        let simple = given(|id| {
            matches!(
                id,
                ANYELEMENT | ANYARRAY | ANYNONARRAY | ANYENUM | ANYRANGE | ANYMULTIRANGE
            )
        });
        if simple == Some(false) {
            return refused("");
        }
        let range = given(|id| id == ANYCOMPATIBLERANGE);
        let multirange = given(|id| id == ANYCOMPATIBLEMULTIRANGE);
        if range == Some(false) && multirange != Some(true) {
            return refused("anycompatiblerange ");
        }
        if multirange == Some(false) && range != Some(true) {
            return refused("anycompatiblemultirange ");
        }
        Ok(())
    }

    fn array(ty: &TypeUse) -> Option<TypeUse> {
        match ty.id.0 {
            _ if ty.array => Some(ty.clone()),
            22 => Some(TypeUse::plain(builtin::INT2).array_of()),
            30 => Some(TypeUse::plain(TypeId(26)).array_of()),
            _ => None,
        }
    }

    fn range(&self, ty: &TypeUse) -> Option<TypeUse> {
        let is_range = !ty.array && self.kind_of(ty.id) == Some(BuiltinKind::Range);
        is_range.then(|| ty.clone())
    }

    fn multirange(&self, ty: &TypeUse) -> Option<TypeUse> {
        let is_multirange = !ty.array && self.kind_of(ty.id) == Some(BuiltinKind::Multirange);
        is_multirange.then(|| ty.clone())
    }

    fn kind_of(&self, id: TypeId) -> Option<BuiltinKind> {
        match self.catalog.ty(id).map(|ty| &ty.kind) {
            Some(TypeKind::Range { .. }) => Some(BuiltinKind::Range),
            Some(TypeKind::Multirange(_)) => Some(BuiltinKind::Multirange),
            Some(_) => None,
            None => builtin::by_oid(id).map(|ty| ty.kind),
        }
    }

    fn subtype(&self, range: TypeId) -> Option<TypeUse> {
        match self.catalog.ty(range).map(|ty| &ty.kind) {
            Some(TypeKind::Range { subtype, .. }) => Some(subtype.clone()),
            Some(_) => None,
            None => builtin::by_oid(range).map(|ty| TypeUse::plain(TypeId(ty.subtype))),
        }
    }

    fn range_of_multirange(&self, multirange: TypeId) -> Option<TypeUse> {
        match self.catalog.ty(multirange).map(|ty| &ty.kind) {
            Some(TypeKind::Multirange(range)) => Some(TypeUse::plain(*range)),
            Some(_) => None,
            None => builtin::by_oid(multirange).map(|ty| TypeUse::plain(TypeId(ty.counterpart))),
        }
    }

    fn multirange_of_range(&self, range: TypeId) -> Option<TypeUse> {
        match self.catalog.ty(range).map(|ty| &ty.kind) {
            Some(TypeKind::Range { multirange, .. }) => Some(TypeUse::plain(*multirange)),
            Some(_) => None,
            None => builtin::by_oid(range).map(|ty| TypeUse::plain(TypeId(ty.counterpart))),
        }
    }

    /// `pg_type.typcategory`; of an extension's type it is not certain, and `U`.
    fn category(&self, ty: &TypeUse) -> char {
        if ty.array {
            return 'A';
        }
        match self.catalog.ty(ty.id).map(|ty| &ty.kind) {
            Some(TypeKind::Enum(_)) => 'E',
            Some(TypeKind::Composite(_) | TypeKind::Row(_)) => 'C',
            Some(TypeKind::Range { .. } | TypeKind::Multirange(_)) => 'R',
            Some(TypeKind::Domain(_)) => self.category(&self.catalog.base_type(ty)),
            Some(TypeKind::Base | TypeKind::Shell) => 'U',
            None => builtin::by_oid(ty.id).map_or('U', |ty| ty.category),
        }
    }

    fn is_preferred(&self, category: char, ty: &TypeUse) -> bool {
        !ty.array && PREFERRED.contains(&ty.id.0) && self.category(ty) == category
    }

    /// The type that PostgreSQL gives several values of one column or branch
    /// (`select_common_type`). `None` when they have none in common.
    pub(super) fn common_type(&self, inputs: &[Input]) -> Option<TypeUse> {
        let text = || TypeUse::plain(builtin::TEXT);
        let (first, rest) = inputs.split_first()?;
        if let Some(first) = first
            && rest.iter().all(|other| {
                other
                    .as_ref()
                    .is_some_and(|other| bare(other) == bare(first))
            })
        {
            return Some(bare(first));
        }
        let base = |input: &Input| input.as_ref().map(|ty| bare(&self.catalog.base_type(ty)));
        let mut chosen = base(first);
        for other in rest {
            let Some(other) = base(other) else {
                continue;
            };
            match &chosen {
                None => chosen = Some(other),
                Some(ty) if *ty == other => {}
                Some(ty) => {
                    let category = self.category(ty);
                    if self.category(&other) != category {
                        return None;
                    }
                    if !self.is_preferred(category, ty)
                        && self.is_coercible(ty, &other)
                        && !self.is_coercible(&other, ty)
                    {
                        chosen = Some(other);
                    }
                }
            }
        }
        let chosen = chosen.unwrap_or_else(text);
        inputs
            .iter()
            .flatten()
            .all(|ty| self.is_coercible(ty, &chosen))
            .then_some(chosen)
    }

    /// The common type with the modifier that all values share
    /// (`select_common_typmod`).
    pub(super) fn common_type_and_modifier(&self, inputs: &[Input]) -> Option<TypeUse> {
        let mut ty = self.common_type(inputs)?;
        let mut modifiers = inputs.iter().map(|input| {
            let input = input.as_ref()?;
            (bare(input) == ty).then_some(&input.modifier)
        });
        if let Some(Some(first)) = modifiers.next()
            && modifiers.all(|other| other == Some(first))
        {
            ty.modifier = first.clone();
        }
        Some(ty)
    }
}

/// What the polymorphic types of a family stand for.
#[derive(Clone, Debug, Default)]
struct Family {
    element: Option<TypeUse>,
    array: Option<TypeUse>,
    range: Option<TypeUse>,
    multirange: Option<TypeUse>,
}

fn agree(slot: &mut Option<TypeUse>, ty: TypeUse) -> Option<()> {
    if let Some(before) = slot {
        return (*before == ty).then_some(());
    }
    *slot = Some(ty);
    Some(())
}

fn has_arrays(wanted: &[TypeUse]) -> bool {
    wanted.iter().any(|ty| ty.id.0 == ANYCOMPATIBLEARRAY)
}
