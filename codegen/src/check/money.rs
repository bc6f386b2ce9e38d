//! Which columns hold money, told by their names.
//!
//! A name is cut into words (`snake_case`, `camelCase`, digits). It is money
//! when a word says so and no word says that it is something else: a rate, a
//! count, a weight. Turkish words come with suffixes (`tutari`, `bakiyesi`), so
//! they are compared by their stem.

use super::money_words::{
    ENGLISH, LOOSE, OTHER, PRICE_LISTS, SUBSTANCES, SUFFIXES, TURKISH, TURKISH_FORMS, WARES,
};
use super::{History, Settings, columns};
use crate::catalog::{Catalog, Column, Relation, RelationKind, Type};
use crate::diag::{SourceMap, Span};

/// The words of an identifier, in lower case and without Turkish diacritics.
pub fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let chars: Vec<char> = name.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        if !c.is_alphabetic() {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            continue;
        }
        let after_lower = at > 0 && chars[at - 1].is_lowercase();
        // The last capital of a run begins a word: `KDVTutari` is kdv, tutari.
        let before_lower = at > 0
            && chars[at - 1].is_uppercase()
            && chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        if c.is_uppercase() && (after_lower || before_lower) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        word.extend(plain(c));
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// A letter in lower case, Turkish letters as their ASCII neighbours.
fn plain(c: char) -> impl Iterator<Item = char> {
    let c = match c {
        'İ' | 'I' | 'ı' => 'i',
        'ş' | 'Ş' => 's',
        'ç' | 'Ç' => 'c',
        'ğ' | 'Ğ' => 'g',
        'ö' | 'Ö' => 'o',
        'ü' | 'Ü' => 'u',
        other => other,
    };
    c.to_lowercase()
}

/// Words of a list as [`words`] gives them.
pub(super) fn folded(list: &[String]) -> Vec<String> {
    list.iter()
        .map(|word| word.chars().flat_map(plain).collect())
        .collect()
}

fn is_turkish(word: &str) -> bool {
    TURKISH.iter().any(|stem| {
        word.strip_prefix(stem)
            .is_some_and(|suffix| SUFFIXES.contains(&suffix))
    }) || TURKISH_FORMS.contains(&word)
}

/// Whether a word of the name says that it is something else than money.
fn says_otherwise(name: &str) -> bool {
    words(name)
        .iter()
        .any(|word| OTHER.binary_search(&word.as_str()).is_ok())
}

/// What a project says beside the built-in words.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Words of money, in lower case.
    pub words: Vec<String>,
    /// Words that say that a name is not money.
    pub not_words: Vec<String>,
    /// Columns that are money: `column`, `table.column` or `schema.table.column`.
    pub columns: Vec<String>,
    /// Columns that are not.
    pub not_columns: Vec<String>,
}

/// What names are judged by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Naming<'a> {
    /// What the project says.
    words: &'a Words,
    /// The texts, which tell how a name is spelt.
    sources: &'a SourceMap,
}

impl<'a> Naming<'a> {
    pub(super) fn of(history: &History<'a>, settings: &'a Settings) -> Self {
        Self {
            words: &settings.money,
            sources: history.sources,
        }
    }

    /// Whether a word of an attribute's name says that it is something else.
    pub(super) fn says_otherwise(&self, attribute: &Column) -> bool {
        says_otherwise(self.spelt(&attribute.name, attribute.name_span))
    }

    /// A name as it is spelt where it was given. PostgreSQL folds `toplamUcret` to
    /// `toplamucret`, which no longer shows its words.
    fn spelt<'n>(&'n self, name: &'n str, span: Span) -> &'n str {
        let text = self.sources.text(span);
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        // A view's column may take its name from the end of a path: `t.toplamUcret`.
        let last = text.trim_end_matches(is_part).len();
        let spelt = &text[last..];
        if spelt.eq_ignore_ascii_case(name) {
            spelt
        } else {
            name
        }
    }
}

/// Whether a column is money: as `pgbindgen.toml` lists it, as its comment marks
/// it, as what it repeats is, or by its name.
pub(super) fn is_money_column(
    catalog: &Catalog,
    relation: &Relation,
    column: &Column,
    naming: &Naming<'_>,
) -> bool {
    let more = naming.words;
    let schema = catalog.schema_name(relation.schema);
    let listed = |list: &[String]| {
        let mut entries = list.iter();
        entries.any(|entry| names(entry, schema, &relation.name, &column.name))
    };
    let marked = |word: &str| {
        let comment = column.comment.as_deref();
        comment.is_some_and(|comment| has_annotation(comment, word))
    };
    if listed(&more.not_columns) || NOT_MONEY.into_iter().any(marked) {
        return false;
    }
    if listed(&more.columns) || marked("@money") {
        return true;
    }
    let mut followed = columns::follows(catalog, relation, column)
        .filter(|(_, other)| other.name == column.name)
        .peekable();
    if followed.peek().is_some() {
        return followed.any(|(other, same)| is_money_column(catalog, other, same, naming));
    }
    let name = naming.spelt(&column.name, column.name_span);
    let of = naming.spelt(&relation.name, relation.origin.span);
    let by_type = matches!(relation.kind, RelationKind::Composite)
        && ends_in_money(of, more)
        && !says_otherwise(name);
    by_type || is_money_in(of, name, more)
}

/// Whether what is in a domain or a range is money: where the column that uses
/// it is, or by the type's own name or comment.
pub(super) fn is_money_type(ty: &Type, named: bool, naming: &Naming<'_>) -> bool {
    let marked = |word: &str| {
        let comment = ty.comment.as_deref();
        comment.is_some_and(|comment| has_annotation(comment, word))
    };
    let is_other = NOT_MONEY.into_iter().any(marked);
    !is_other
        && (named
            || marked("@money")
            || is_money(naming.spelt(&ty.name, ty.origin.span), naming.words))
}

/// What a comment says of a column that is not money.
const NOT_MONEY: [&str; 2] = ["@not_money", "@not-money"];

/// Whether an entry, `column`, `table.column` or `schema.table.column`, names the
/// column. Names may have dots of their own.
fn names(entry: &str, schema: &str, table: &str, column: &str) -> bool {
    let Some(rest) = entry.strip_suffix(column) else {
        return false;
    };
    let Some(rest) = rest.strip_suffix('.') else {
        return rest.is_empty();
    };
    let Some(rest) = rest.strip_suffix(table) else {
        return false;
    };
    rest.is_empty() || rest.strip_suffix('.') == Some(schema)
}

/// Whether a comment has an annotation, as a word of its own: not in an address
/// like `invoices@money.example`.
fn has_annotation(comment: &str, word: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    comment.match_indices(word).any(|(at, _)| {
        let (before, after) = (&comment[..at], &comment[at + word.len()..]);
        !before.ends_with(is_word) && !after.starts_with(is_word)
    })
}

/// Whether a column of this name holds an amount of money.
pub fn is_money(name: &str, more: &Words) -> bool {
    let words = words(name);
    // Of what is so much `per` something, and of what is the sum `of` something,
    // the first word says what it is: `cost_per_hour`, `number_of_payments`.
    let head = words
        .iter()
        .position(|word| word == "per" || word == "of")
        .and_then(|at| words.get(..at))
        .filter(|head| {
            head.iter()
                .any(|word| more.speaks(word) || more.denies(word))
        });
    match head {
        Some(head) if !is_of_substance(&words, more) => decide(head, more),
        Some(_) => false,
        None => decide(&words, more),
    }
}

fn decide(words: &[String], more: &Words) -> bool {
    if !words.iter().any(|word| more.speaks(word)) || is_of_substance(words, more) {
        return false;
    }
    if !words.iter().any(|word| more.denies(word)) {
        return true;
    }
    // Something else is named beside it. The last word decides, as it does in
    // English and in Turkish: `plan_price` is a price, `price_plan` is a plan.
    words.last().is_some_and(|word| more.speaks(word))
}

/// Whether what speaks of money is said of a substance: `fuel_amount`.
fn is_of_substance(words: &[String], more: &Words) -> bool {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let mut money = words.iter().filter(|word| more.speaks(word));
    let is_loose = money.clone().all(|word| LOOSE.contains(&word.as_str()));
    let is_amount = money.all(|word| word.starts_with("am"));
    is_loose && has(SUBSTANCES) && (is_amount || !has(WARES))
}

/// Whether a column of a table holds an amount of money, by both names.
pub fn is_money_in(table: &str, name: &str, more: &Words) -> bool {
    if is_money(name, more) {
        return true;
    }
    let words_of_name = words(name);
    let is_per = words_of_name.iter().any(|word| word == "per");
    let is_listed = words(table)
        .last()
        .is_some_and(|word| PRICE_LISTS.contains(&word.as_str()));
    // A rate of something else has a word that says so before the `per`.
    let denied = words_of_name
        .iter()
        .take_while(|word| *word != "per")
        .any(|word| more.denies(word));
    is_per && is_listed && !denied
}

impl Words {
    /// Whether a word speaks of money.
    fn speaks(&self, word: &String) -> bool {
        !self.not_words.contains(word)
            && (ENGLISH.binary_search(&word.as_str()).is_ok()
                || is_turkish(word)
                || self.words.contains(word))
    }

    /// Whether a word says that it is something else.
    fn denies(&self, word: &String) -> bool {
        self.not_words.contains(word)
            || (OTHER.binary_search(&word.as_str()).is_ok() && !self.words.contains(word))
    }
}

/// Whether what has this name is money itself, and not something about money:
/// `unit_price`, and not `price_list`.
fn ends_in_money(name: &str, more: &Words) -> bool {
    let words = words(name);
    words.last().is_some_and(|word| is_money(word, more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_into_words() {
        let cut = |name: &str| words(name).join(" ");
        assert_eq!(cut("net_amount"), "net amount");
        assert_eq!(cut("toplamUcret"), "toplam ucret");
        assert_eq!(cut("KDVTutarı"), "kdv tutari");
        assert_eq!(cut("Ödeme Tutarı 2"), "odeme tutari");
        assert_eq!(cut("amount2usd"), "amount usd");
    }

    #[test]
    fn a_price_list_says_what_its_columns_are() {
        let is = |table, name| is_money_in(table, name, &Words::default());
        assert!(is("token_prices", "input_per_token"));
        assert!(is("tarifeler", "per_km"));
        assert!(!is("price_checks", "input_per_token"));
        assert!(!is("prices", "count_per_token"));
        assert!(!is("prices", "input"));
    }

    #[test]
    fn money_is_told_from_its_neighbours() {
        for name in [
            "amount",
            "net_amount",
            "price",
            "unitPrice",
            "total",
            "subtotal",
            "gross",
            "tax",
            "vat",
            "fee",
            "cost",
            "balance",
            "discount",
            "salary",
            "revenue",
            "refund",
            "payment",
            "tutar",
            "kdv_tutari",
            "toplamUcret",
            "ücret",
            "fiyatı",
            "bakiyesi",
            "indirim",
            "ödeme",
            "maaş",
            "maaşı",
            "vergi",
            "order_total",
            "plan_price",
            "amount_usd",
            "Total Price",
            "vergiTutari",
            "ödemeler",
            "ücretleri",
            "ücretinden",
            "bakiyemiz",
            "borcu",
            "Maliyet",
            "KDV_TUTARI",
            "ÖTV",
            "brütMaaş",
            "cost_per_hour",
            "price_per_kg",
            "max_fee_per_gas",
            "per_unit_amount",
            "cost_of_energy",
            "energy_cost",
            "gas_price",
            "product_total",
            "indirimliFiyat",
            "value_usd",
        ] {
            assert!(is_money(name, &Words::default()), "{name} is money");
        }
        for name in [
            "tax_rate",
            "price_count",
            "total_duration",
            "net_weight",
            "cost_center_id",
            "gross_ratio",
            "kdv_orani",
            "payment_id",
            "paid_at",
            "price_currency",
            "id",
            "name",
            "latitude",
            "quantity",
            "netmask",
            "fiyat_tarihi",
            "ödeme_durumu",
            "total_count",
            "taxonomy",
            "priceless_flag",
            "costume",
            "gas_amount",
            "annual_fuel_amount",
            "amount_of_fuel",
            "product_amount",
            "liquidity_net",
            "number_of_payments",
            "requests_per_minute",
            "total_energy",
            "sqrt_price_x96",
            "fee_bps",
            "revenue_growth",
            "para_birimi",
            "ödeme_yöntemi",
            "giderMerkezi",
            "toplam_süre",
            "ücretsiz",
            "indirim_oranı",
            "Ödeme Tarihi",
        ] {
            assert!(!is_money(name, &Words::default()), "{name} is not money");
        }
    }
}
