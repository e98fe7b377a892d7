//! Names as numbers.

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// A name that a World knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(u32);

impl Symbol {
    /// The empty name: the core group, an object without a name.
    pub const EMPTY: Symbol = Symbol(0);
    /// `*`.
    pub const STAR: Symbol = Symbol(1);
    /// A name that no rule and no binding has.
    pub const UNKNOWN: Symbol = Symbol(u32::MAX);
}

/// Every name of a World.
#[derive(Debug)]
pub(crate) struct Symbols {
    ids: FxHashMap<Arc<str>, Symbol>,
    names: Vec<Arc<str>>,
}

impl Symbols {
    pub fn new() -> Symbols {
        let mut symbols = Symbols { ids: FxHashMap::default(), names: Vec::new() };
        symbols.intern(""); // Symbol::EMPTY
        symbols.intern("*"); // Symbol::STAR
        symbols
    }

    /// The symbol of a name, a new one where it was not seen before.
    pub fn intern(&mut self, name: &str) -> Symbol {
        if let Some(symbol) = self.ids.get(name) {
            return *symbol;
        }
        let symbol = Symbol(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        let name: Arc<str> = name.into();
        self.names.push(Arc::clone(&name));
        self.ids.insert(name, symbol);
        symbol
    }

    /// The symbol of a name.
    pub fn find(&self, name: &str) -> Symbol {
        self.ids.get(name).copied().unwrap_or(Symbol::UNKNOWN)
    }

    /// The name of a symbol; empty for [`Symbol::UNKNOWN`].
    pub fn name(&self, symbol: Symbol) -> &str {
        self.names.get(symbol.0 as usize).map_or("", |name| &**name)
    }
}
