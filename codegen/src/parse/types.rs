//! Type names in all the forms that PostgreSQL's grammar gives them.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{Name, QName, TypeName};
use crate::diag::Span;
use crate::split::TokenKind;

/// Words of a column definition that stand for an integer type with a sequence.
const SERIALS: &[(&str, &str)] = &[
    ("serial", "int4"),
    ("serial4", "int4"),
    ("bigserial", "int8"),
    ("serial8", "int8"),
    ("smallserial", "int2"),
    ("serial2", "int2"),
];

pub(super) fn internal(name: &str, span: Span) -> QName {
    QName {
        schema: Some(Name {
            value: "pg_catalog".to_owned(),
            span,
        }),
        name: Name {
            value: name.to_owned(),
            span,
        },
    }
}

impl Parser<'_> {
    /// A type with its array bounds (`Typename`).
    pub(super) fn type_name(&mut self) -> Parsed<TypeName> {
        let start = self.pos();
        let setof = self.eat(Kw::Setof);
        let mut ty = self.simple_type()?;
        ty.setof = setof;
        self.array_bounds(&mut ty)?;
        ty.span = self.span_from(start);
        Ok(ty)
    }

    fn array_bounds(&mut self, ty: &mut TypeName) -> Parsed<()> {
        if self.eat(Kw::Array) {
            ty.array_dims = 1;
            if self.eat_kind(TokenKind::LBracket) {
                self.expect_kind(TokenKind::Integer)?;
                self.expect_kind(TokenKind::RBracket)?;
            }
            return Ok(());
        }
        while self.eat_kind(TokenKind::LBracket) {
            self.eat_kind(TokenKind::Integer);
            self.expect_kind(TokenKind::RBracket)?;
            ty.array_dims = ty.array_dims.saturating_add(1);
        }
        Ok(())
    }

    /// A type without array bounds, as a function's argument may also have it
    /// (`func_type`): `table.column%TYPE`.
    pub(super) fn function_type(&mut self) -> Parsed<TypeName> {
        let start = self.pos();
        let setof = self.eat(Kw::Setof);
        if self.at_type_function_name(0) || self.at_col_id(0) {
            // attrs, then `% TYPE`.
            let mut ahead = 1;
            while self.kind(ahead) == Some(TokenKind::Dot) {
                ahead += 2;
            }
            let percent = self
                .tok(ahead)
                .is_some_and(|tok| tok.kind == TokenKind::Op && self.tok_text(ahead) == "%");
            if ahead > 1 && percent && self.kw(ahead + 1) == Some(Kw::Type) {
                let mut parts = vec![self.any_label()?];
                while self.eat_kind(TokenKind::Dot) {
                    parts.push(self.any_label()?);
                }
                self.advance();
                self.advance();
                let column = parts.pop();
                let name = self.qname_of(parts)?;
                return Ok(TypeName {
                    name,
                    modifiers: Vec::new(),
                    interval_fields: None,
                    array_dims: 0,
                    setof,
                    of_column: column,
                    serial: false,
                    span: self.span_from(start),
                });
            }
        }
        self.set_pos(start);
        self.type_name()
    }

    /// Whether a type can begin at the token.
    pub(super) fn at_type(&self, ahead: usize) -> bool {
        self.at_type_function_name(ahead)
            || self
                .kw(ahead)
                .is_some_and(|kw| kw == Kw::Setof || is_type_keyword(kw))
    }

    fn simple_type(&mut self) -> Parsed<TypeName> {
        let start = self.pos();
        if let Some(kw) = self.kw(0) {
            if is_type_keyword(kw) && (kw != Kw::Json) {
                return self.keyword_type(kw);
            }
            if kw == Kw::Double && self.kw(1) == Some(Kw::Precision) {
                self.advance();
                self.advance();
                return Ok(self.made("float8", start, Vec::new()));
            }
        }
        // GenericType.
        let first = self.type_function_name()?;
        let name = self.qualified(first)?;
        let modifiers = self.modifiers()?;
        let mut ty = TypeName {
            name,
            modifiers,
            interval_fields: None,
            array_dims: 0,
            setof: false,
            of_column: None,
            serial: false,
            span: self.span_from(start),
        };
        if ty.name.schema.is_none()
            && let Some((_, integer)) = SERIALS.iter().find(|row| row.0 == ty.name.name.value)
        {
            ty.name = internal(integer, ty.span);
            ty.serial = true;
        }
        Ok(ty)
    }

    fn made(&self, name: &str, start: usize, modifiers: Vec<String>) -> TypeName {
        let span = self.span_from(start);
        TypeName {
            name: internal(name, span),
            modifiers,
            interval_fields: None,
            array_dims: 0,
            setof: false,
            of_column: None,
            serial: false,
            span,
        }
    }

    fn keyword_type(&mut self, kw: Kw) -> Parsed<TypeName> {
        let start = self.pos();
        self.advance();
        let plain = |name: &str, parser: &Self| Ok(parser.made(name, start, Vec::new()));
        match kw {
            Kw::Int | Kw::Integer => plain("int4", self),
            Kw::Smallint => plain("int2", self),
            Kw::Bigint => plain("int8", self),
            Kw::Real => plain("float4", self),
            Kw::Boolean => plain("bool", self),
            Kw::Float => self.float(start),
            Kw::Decimal | Kw::Dec | Kw::Numeric => {
                let modifiers = self.modifiers()?;
                Ok(self.made("numeric", start, modifiers))
            }
            Kw::Bit => {
                let varying = self.eat(Kw::Varying);
                let modifiers = self.modifiers()?;
                Ok(if varying {
                    self.made("varbit", start, modifiers)
                } else {
                    self.made("bit", start, one_when_empty(modifiers))
                })
            }
            Kw::Varchar => {
                let modifiers = self.length()?;
                Ok(self.made("varchar", start, modifiers))
            }
            Kw::Character | Kw::Char | Kw::Nchar | Kw::National => {
                if kw == Kw::National && !(self.eat(Kw::Character) || self.eat(Kw::Char)) {
                    return self.unexpected();
                }
                let varying = self.eat(Kw::Varying);
                let modifiers = self.length()?;
                Ok(if varying {
                    self.made("varchar", start, modifiers)
                } else {
                    self.made("bpchar", start, one_when_empty(modifiers))
                })
            }
            Kw::Timestamp | Kw::Time => {
                let modifiers = self.length()?;
                let zone = if self.at_all(&[Kw::With, Kw::Time, Kw::Zone]) {
                    true
                } else if self.at_all(&[Kw::Without, Kw::Time, Kw::Zone]) {
                    false
                } else {
                    let name = if kw == Kw::Time { "time" } else { "timestamp" };
                    return Ok(self.made(name, start, modifiers));
                };
                self.set_pos(self.pos() + 3);
                let name = match (kw, zone) {
                    (Kw::Time, true) => "timetz",
                    (Kw::Time, false) => "time",
                    (_, true) => "timestamptz",
                    (_, false) => "timestamp",
                };
                Ok(self.made(name, start, modifiers))
            }
            Kw::Interval => {
                let mut modifiers = self.length()?;
                let fields = if modifiers.is_empty() {
                    self.interval_fields(&mut modifiers)?
                } else {
                    None
                };
                let mut ty = self.made("interval", start, modifiers);
                ty.interval_fields = fields;
                Ok(ty)
            }
            _ => self.unexpected_at(start),
        }
    }

    /// `FLOAT(p)`.
    fn float(&mut self, start: usize) -> Parsed<TypeName> {
        let modifiers = self.length()?;
        let fault = match modifiers.first().map(|text| text.parse::<u32>()) {
            None | Some(Ok(25..=53)) => return Ok(self.made("float8", start, Vec::new())),
            Some(Ok(1..=24)) => return Ok(self.made("float4", start, Vec::new())),
            Some(Ok(0)) => "precision for type float must be at least 1 bit",
            Some(_) => "precision for type float must be less than 54 bits",
        };
        Self::refuse("22023", self.span_from(start), fault).map_err(|mut fault| {
            fault.help = Some("write a number of bits from 1 to 53, or `numeric(p, s)` for digits");
            fault
        })
    }

    /// `(n)`, an integer, or nothing.
    fn length(&mut self) -> Parsed<Vec<String>> {
        if !self.eat_kind(TokenKind::LParen) {
            return Ok(Vec::new());
        }
        let text = self.tok_text(0).to_owned();
        self.expect_kind(TokenKind::Integer)?;
        self.expect_kind(TokenKind::RParen)?;
        Ok(vec![text])
    }

    /// `(…)` with any expressions, or nothing.
    fn modifiers(&mut self) -> Parsed<Vec<String>> {
        if !self.at_kind(TokenKind::LParen) {
            return Ok(Vec::new());
        }
        self.parens(|parser| {
            let start = parser.pos();
            if parser.at_string()
                && matches!(parser.kind(1), Some(TokenKind::Comma | TokenKind::RParen))
            {
                return parser.string();
            }
            parser.any_expr()?;
            Ok(parser.words(start, parser.pos()))
        })
    }

    /// The fields of an interval; a precision behind SECOND goes to `modifiers`.
    pub(super) fn interval_fields(
        &mut self,
        modifiers: &mut Vec<String>,
    ) -> Parsed<Option<String>> {
        const ORDER: [Kw; 6] = [
            Kw::Year,
            Kw::Month,
            Kw::Day,
            Kw::Hour,
            Kw::Minute,
            Kw::Second,
        ];
        let Some(first) = self.eat_any(&ORDER) else {
            return Ok(None);
        };
        let mut last = first;
        let mut text = first.word().to_owned();
        if first != Kw::Second && self.at(Kw::To) {
            let following: &[Kw] = match first {
                Kw::Year => &[Kw::Month],
                Kw::Day => &[Kw::Hour, Kw::Minute, Kw::Second],
                Kw::Hour => &[Kw::Minute, Kw::Second],
                Kw::Minute => &[Kw::Second],
                _ => &[],
            };
            self.advance();
            match self.eat_any(following) {
                Some(kw) => {
                    last = kw;
                    text.push_str(" to ");
                    text.push_str(kw.word());
                }
                None => return self.unexpected(),
            }
        }
        if last == Kw::Second {
            *modifiers = self.length()?;
        }
        Ok(Some(text))
    }
}

fn one_when_empty(modifiers: Vec<String>) -> Vec<String> {
    if modifiers.is_empty() {
        vec!["1".to_owned()]
    } else {
        modifiers
    }
}

/// Keywords that name a type by themselves.
pub(super) fn is_type_keyword(kw: Kw) -> bool {
    matches!(
        kw,
        Kw::Bigint
            | Kw::Bit
            | Kw::Boolean
            | Kw::Char
            | Kw::Character
            | Kw::Dec
            | Kw::Decimal
            | Kw::Float
            | Kw::Int
            | Kw::Integer
            | Kw::Interval
            | Kw::Json
            | Kw::National
            | Kw::Nchar
            | Kw::Numeric
            | Kw::Real
            | Kw::Smallint
            | Kw::Time
            | Kw::Timestamp
            | Kw::Varchar
    )
}
