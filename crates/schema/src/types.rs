//! What Kubernetes decodes each kind into: the fields of every struct, in every minor from 1.29 on.

mod table;

use std::sync::OnceLock;

use model::KubernetesVersion;
use rustc_hash::FxHashMap;

pub(crate) use table::OBJECT_META;

/// Minors of Kubernetes, a bit each; the lowest is the oldest that the table knows.
type Minors = u16;

/// A struct: where its fields stand.
pub(crate) struct Structure {
    first: u16,
    count: u8,
    has_required: bool,
}

/// A field of a struct.
pub(crate) struct Field {
    name: u16,
    shape: u16,
    minors: Minors,
    /// The minors whose API server refuses objects without it.
    required: Minors,
}

/// What a field is decoded into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Anything.
    Any,
    Bool,
    /// Base64.
    Bytes,
    /// A string out of a fixed set.
    Enumeration(u16),
    Float,
    Int32,
    Int64,
    IntOrString,
    /// Items of a shape.
    List(u16),
    /// Values of a shape under any key.
    Map(u16),
    /// A time with six digits behind the second.
    MicroTime,
    Quantity,
    /// A boolean, or a schema whose fields Kubernetes does not look at closely.
    SchemaOrBool,
    /// A schema or a list of them, whose fields Kubernetes does not look at closely.
    SchemaOrList,
    String,
    Structure(u16),
    /// As RFC 3339 has it.
    Time,
}

/// A string type whose values are fixed: where they stand.
pub(crate) struct Enumeration {
    first: u16,
    count: u8,
}

/// One of its values.
pub(crate) struct ValueRow {
    name: u16,
    minors: Minors,
}

/// A kind in one version of its group.
pub(crate) struct KindRow {
    group: &'static str,
    kind: &'static str,
    version: &'static str,
    structure: u16,
    minors: Minors,
}

const fn structure(first: u16, count: u8, has_required: bool) -> Structure {
    Structure { first, count, has_required }
}

const fn field(name: u16, shape: u16, minors: Minors, required: Minors) -> Field {
    Field { name, shape, minors, required }
}

const fn value(name: u16, minors: Minors) -> ValueRow {
    ValueRow { name, minors }
}

const fn kind(
    group: &'static str,
    kind: &'static str,
    version: &'static str,
    structure: u16,
    minors: Minors,
) -> KindRow {
    KindRow { group, kind, version, structure, minors }
}

/// The table as one minor sees it.
#[derive(Clone, Copy)]
pub(crate) struct Types {
    names: &'static Names,
    bit: Minors,
}

/// Names by number, and numbers by name.
struct Names {
    list: Vec<&'static str>,
    numbers: FxHashMap<&'static str, u16>,
}

impl Names {
    fn all() -> &'static Names {
        static NAMES: OnceLock<Names> = OnceLock::new();
        NAMES.get_or_init(|| {
            let list: Vec<&'static str> = table::NAMES.lines().collect();
            let numbers = (0..).zip(&list).map(|(number, name)| (*name, number)).collect();
            Names { list, numbers }
        })
    }

    fn text(&self, number: u16) -> &'static str {
        self.list.get(usize::from(number)).copied().unwrap_or_default()
    }
}

impl Types {
    /// Those of a kind's objects in the version that judges, and the number of their struct. A minor that is older or
    /// newer than the table is taken for its oldest or newest, and one that does not have the kind for the nearest
    /// that does.
    pub fn of_kind(
        version: KubernetesVersion,
        group: &str,
        api_version: &str,
        kind: &str,
    ) -> Option<(Types, u16)> {
        let key = (group, kind, api_version);
        let place = table::KINDS.binary_search_by(|row| (row.group, row.kind, row.version).cmp(&key)).ok()?;
        Some(Types::of_row(version, table::KINDS.get(place)?))
    }

    /// The same for the newest version of a kind.
    pub fn of_any_version(version: KubernetesVersion, group: &str, kind: &str) -> Option<(Types, u16)> {
        let newest = rows_of(group, kind).max_by_key(|row| crate::version::rank(row.version))?;
        Some(Types::of_row(version, newest))
    }

    fn of_row(version: KubernetesVersion, row: &KindRow) -> (Types, u16) {
        let wanted = place_of(version);
        let has = |place: &u32| row.minors >> place & 1 == 1;
        let nearest =
            (0..=place_of(KubernetesVersion::NEWEST)).filter(has).min_by_key(|place| place.abs_diff(wanted));
        (Types { names: Names::all(), bit: 1 << nearest.unwrap_or(wanted) }, row.structure)
    }

    /// Those of a minor, without a kind.
    pub fn of(version: KubernetesVersion) -> Types {
        Types { names: Names::all(), bit: 1 << place_of(version) }
    }

    /// What is decoded under a key of a struct.
    pub fn field(self, structure: u16, name: &str) -> Option<Shape> {
        let number = *self.names.numbers.get(name)?;
        let fields = fields(structure);
        let field = fields.iter().find(|field| field.name == number && field.minors & self.bit != 0)?;
        Some(shape(field.shape))
    }

    /// The fields of a struct with what they are decoded into.
    pub fn fields(self, structure: u16) -> impl Iterator<Item = (&'static str, Shape)> {
        let of_minor = fields(structure).iter().filter(move |field| field.minors & self.bit != 0);
        of_minor.map(move |field| (self.names.text(field.name), shape(field.shape)))
    }

    /// Whether other minors have a field that this one does not, and from which later one on.
    pub fn elsewhen(self, structure: u16, name: &str) -> Option<Option<u16>> {
        let number = *self.names.numbers.get(name)?;
        let minors = fields(structure).iter().filter(|field| field.name == number).map(|field| field.minors);
        let minors = minors.reduce(|all, minors| all | minors)?;
        let later = minors & !(self.bit | (self.bit - 1));
        Some((later != 0).then(|| table::OLDEST + later.trailing_zeros() as u16))
    }

    /// The fields of a struct that the API server insists on.
    pub fn required(self, structure: u16) -> impl Iterator<Item = &'static str> {
        let has_required = table::STRUCTURES.get(usize::from(structure)).is_some_and(|own| own.has_required);
        let fields = if has_required { fields(structure) } else { &[] };
        let required = fields.iter().filter(move |field| field.required & self.bit != 0);
        required.map(move |field| self.names.text(field.name))
    }

    /// The values of an enumeration.
    pub fn values(self, enumeration: u16) -> impl Iterator<Item = &'static str> + Clone {
        let values = table::ENUMERATIONS.get(usize::from(enumeration)).and_then(|own| {
            let first = usize::from(own.first);
            table::VALUES.get(first..first + usize::from(own.count))
        });
        let of_minor = values.unwrap_or_default().iter().filter(move |value| value.minors & self.bit != 0);
        of_minor.map(move |value| self.names.text(value.name))
    }
}

fn fields(structure: u16) -> &'static [Field] {
    let fields = table::STRUCTURES.get(usize::from(structure)).and_then(|own| {
        let first = usize::from(own.first);
        table::FIELDS.get(first..first + usize::from(own.count))
    });
    fields.unwrap_or_default()
}

/// A shape by its number.
pub(crate) fn shape(number: u16) -> Shape {
    table::SHAPES.get(usize::from(number)).copied().unwrap_or(Shape::Any)
}

/// The place of a minor in the table: that of the nearest, where the table does not have it.
fn place_of(version: KubernetesVersion) -> u32 {
    let newest = KubernetesVersion::NEWEST.minor;
    let minor = if version.major == 1 { version.minor } else { newest };
    u32::from(minor.clamp(table::OLDEST, newest) - table::OLDEST)
}

fn rows_of(group: &str, kind: &str) -> impl Iterator<Item = &'static KindRow> {
    let from = table::KINDS.partition_point(|row| (row.group, row.kind) < (group, kind));
    let rows = table::KINDS.get(from..).unwrap_or_default();
    let count = rows.iter().take_while(|row| row.group == group && row.kind == kind).count();
    rows.iter().take(count)
}

/// The versions of its group in which a kind is known, in any minor.
pub(crate) fn versions_of(group: &str, kind: &str) -> impl Iterator<Item = &'static str> {
    rows_of(group, kind).map(|row| row.version)
}

/// Group, version and kind of all that are known in any minor.
pub(crate) fn kinds() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    table::KINDS.iter().map(|row| (row.group, row.version, row.kind))
}
