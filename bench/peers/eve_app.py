"""The bench's resource as an Eve schema, for gunicorn: no predictor, so estimates are what is stored or sent."""

import os

from eve import Eve

NAME = {"type": "string", "maxlength": 100, "empty": False}
INTEGER = {"type": "integer", "min": 0}

app = Eve(
    settings={
        "MONGO_URI": os.environ["MONGO_URI"],
        "RESOURCE_METHODS": ["GET", "POST"],
        "ITEM_METHODS": ["GET", "PATCH"],
        "PAGINATION_LIMIT": 200,
        "DOMAIN": {
            "estimations": {
                "datasource": {"source": "eve_estimations"},
                "schema": {
                    "bestseller_rank": {"type": "integer", "min": 1, "required": True},
                    "category": {**NAME, "required": True},
                    "marketplace": {**NAME, "default": "US"},
                    "estimated_sales": INTEGER,
                    "estimate": {
                        "type": "dict",
                        "schema": {
                            "lower": INTEGER,
                            "upper": INTEGER,
                            "level": {"type": "float"},
                            "confidence": {"type": "string"},
                            "extrapolated": {"type": "boolean"},
                            "basis": {"type": "string"},
                            "model": {"type": "string"},
                        },
                    },
                },
            }
        },
    }
)
