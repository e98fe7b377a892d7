//! The checks that take part in a run, by what they look at.

use component::Component;
use rustc_hash::FxHashMap;

use crate::api::refused::Refused;
use crate::check::{Check, Judge, Visits};
use crate::dangling::Lacking;
use crate::generated::CHECKS;
use crate::secret::{Detector, Holder};
use crate::settings::{Configuration, Parameters};

/// A check that takes part, with its parameters.
pub(crate) struct Active {
    pub check: &'static Check,
    pub parameters: Parameters,
}

/// The checks that take part. Lists hold places in `all`, in the order of ids.
pub(crate) struct Dispatch {
    pub all: Vec<Active>,
    /// Those that visit every object.
    every_object: Vec<usize>,
    /// Those that visit objects of a kind.
    kinds: FxHashMap<(&'static str, &'static str), Vec<usize>>,
    /// Those that visit pods.
    pub pods: Vec<usize>,
    /// Those that visit containers.
    pub containers: Vec<usize>,
    /// Those about what components are told.
    pub settings: FxHashMap<Component, Vec<usize>>,
    /// Those that translate a control of the Pod Security Standards.
    pub controls: FxHashMap<&'static str, Vec<usize>>,
    /// Those about names for which something is not there.
    pub references: FxHashMap<Lacking, Vec<usize>>,
    /// What finds secrets, whatever is selected.
    pub detector: Detector,
    /// Those about secrets.
    secrets: FxHashMap<Holder, Vec<usize>>,
    /// Those about what the API server refuses of an object's fields.
    refused: FxHashMap<Refused, Vec<usize>>,
    /// Those that see all objects.
    pub inventory: Vec<usize>,
}

impl Dispatch {
    /// Takes the checks that the user selected.
    pub fn new(configuration: &Configuration) -> Dispatch {
        let selected = CHECKS.iter().filter(|check| configuration.selects(&check.rule));
        let active =
            |&check: &&'static Check| Active { check, parameters: Parameters::resolve(check, configuration) };
        let mut dispatch = Dispatch {
            all: selected.map(active).collect(),
            every_object: Vec::new(),
            kinds: FxHashMap::default(),
            pods: Vec::new(),
            containers: Vec::new(),
            settings: FxHashMap::default(),
            controls: FxHashMap::default(),
            references: FxHashMap::default(),
            detector: Detector::new(configuration),
            secrets: FxHashMap::default(),
            refused: FxHashMap::default(),
            inventory: Vec::new(),
        };
        for place in 0..dispatch.all.len() {
            dispatch.enter(place);
        }
        dispatch
    }

    fn enter(&mut self, place: usize) {
        match self.all[place].check.judge {
            Judge::Object(Visits::All, _) => self.every_object.push(place),
            Judge::Object(Visits::Kinds(kinds), _) => {
                for &kind in kinds {
                    self.kinds.entry(kind).or_default().push(place);
                }
            }
            Judge::Pod(_) => self.pods.push(place),
            Judge::Settings(components, _) => {
                for &component in components {
                    self.settings.entry(component).or_default().push(place);
                }
            }
            Judge::Container(_) => self.containers.push(place),
            Judge::PodSecurity(control, _) => self.controls.entry(control).or_default().push(place),
            Judge::Reference(lacking, _) => self.references.entry(lacking).or_default().push(place),
            Judge::Secret(holder, _) => self.secrets.entry(holder).or_default().push(place),
            Judge::Fields(refused, _) => self.refused.entry(refused).or_default().push(place),
            Judge::Inventory(_) | Judge::Power(..) | Judge::Rights(_) => self.inventory.push(place),
            Judge::Suppression => {}
        }
    }

    /// The checks that visit objects of a kind.
    pub fn of_kind<'d>(&'d self, group: &'d str, kind: &'d str) -> impl Iterator<Item = &'d Active> {
        let own = self.kinds.get(&(group, kind)).map_or(&[][..], Vec::as_slice);
        self.every_object.iter().chain(own).map(|&place| &self.all[place])
    }

    /// The checks about what a component is told.
    pub fn of_component(&self, component: Component) -> impl Iterator<Item = &Active> {
        self.settings.get(&component).map_or(&[][..], Vec::as_slice).iter().map(|&place| &self.all[place])
    }

    /// The checks that translate a control.
    pub fn of_control<'d>(&'d self, control: &'d str) -> impl Iterator<Item = &'d Active> {
        self.controls.get(control).map_or(&[][..], Vec::as_slice).iter().map(|&place| &self.all[place])
    }

    /// The checks about what is lacking.
    pub fn of_lacking(&self, lacking: Lacking) -> impl Iterator<Item = &Active> {
        self.references.get(&lacking).map_or(&[][..], Vec::as_slice).iter().map(|&place| &self.all[place])
    }

    /// The checks about secrets that something holds.
    pub fn of_holder(&self, holder: Holder) -> impl Iterator<Item = &Active> {
        self.secrets.get(&holder).map_or(&[][..], Vec::as_slice).iter().map(|&place| &self.all[place])
    }

    /// The checks about what the API server refuses for one reason.
    pub fn of_refused(&self, refused: Refused) -> impl Iterator<Item = &Active> {
        self.refused.get(&refused).map_or(&[][..], Vec::as_slice).iter().map(|&place| &self.all[place])
    }
}
