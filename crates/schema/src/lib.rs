//! What Kubernetes knows of its own API: lifecycle of versions, the catalogue of resources.
