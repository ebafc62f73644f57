//! Parameters as queries name them.

use crate::spec::{Param, Spec};

/// The parameters of a specification, by their ids.
pub(in super::super) struct Parameters(Vec<(String, Param)>);

impl Parameters {
    /// Those of a specification.
    pub fn of(spec: &Spec) -> Self {
        Parameters(spec.params.iter().map(|(id, param)| (id.value.clone(), param.clone())).collect())
    }

    /// What a name in a query stands for: `:month`, `:month_start`, `:month_previous_end`.
    pub fn get(&self, name: &str) -> Option<String> {
        let name = name.strip_prefix(':')?;
        self.0.iter().find_map(|(id, param)| param.in_query(name.strip_prefix(id.as_str())?))
    }

    /// The names that there are, to suggest the nearest.
    pub fn names(&self) -> Vec<String> {
        let of = |(id, param): &(String, Param)| {
            param.query_names().into_iter().map(|name| format!(":{id}{name}")).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(of).collect()
    }
}
