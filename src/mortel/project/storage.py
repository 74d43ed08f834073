"""Static files with their hash in the name, compressed; also the names in `import` lines of our modules."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModules(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    # Without this a module imports its neighbours by their unhashed names, which no cache and no worker holds.
    support_js_module_import_aggregation = True
