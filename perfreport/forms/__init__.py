"""Forms (版式) as data: manifests, their wording and taxonomies, and where they are found."""
