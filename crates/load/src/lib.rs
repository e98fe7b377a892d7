//! Files, standard input, archives, charts and kustomizations into an Inventory.
