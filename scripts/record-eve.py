"""Asks real Eve what test/eve/exchanges.json asks, and writes its answers there.

Needed only where questions are added: python3 -m venv eve && eve/bin/pip install Eve==2.3.1, a MongoDB that may lose
the database `eve_exchanges`, then: eve/bin/python scripts/record-eve.py <host> <port> && npx prettier --write test/eve
"""

import json
import re
import sys
from copy import deepcopy
from pathlib import Path

from eve import Eve
from pymongo import MongoClient

FILE = Path(__file__).parent.parent / "test/eve/exchanges.json"
HEADERS = ["Allow", "Cache-Control", "Content-Type", "ETag", "Last-Modified", "Location", "X-Total-Count"]
# What differs from run to run; test/eve/steady.ts has the same rules.
TAG = re.compile(r"\b[0-9a-f]{40}\b")
VARIABLE = [
    (TAG, "<etag>"),
    (re.compile(r"\b[67][0-9a-f]{23}\b"), "<id>"),
    (re.compile(r"\w{3}, \d\d \w{3} (?!19|200)\d{4} \d\d:\d\d:\d\d GMT"), "<now>"),
    (re.compile(r"^http://[^/]+"), ""),
]


def steady(value):
    if isinstance(value, dict):
        return {name: steady(member) for name, member in value.items()}
    if isinstance(value, list):
        return [steady(element) for element in value]
    if isinstance(value, str):
        for pattern, name in VARIABLE:
            value = pattern.sub(name, value)
    return value


def ask(client, request, etag):
    method, path = request["line"].split(" ", 1)
    headers = {name: value.replace("<etag>", etag) for name, value in request.get("headers", {}).items()}
    body = {"json": request["json"]} if "json" in request else {"data": request.get("text")}
    return client.open(path, method=method, headers=headers, **body)


def answered(response):
    text = response.get_data(as_text=True)
    shown = [name for name in HEADERS if name in response.headers and (text or name != "Content-Type")]
    return {
        "status": response.status_code,
        "headers": {name.lower(): steady(response.headers[name]) for name in shown},
        "body": steady(json.loads(text) if text and response.is_json else text),
    }


def record(conversation, host, port):
    database = {"MONGO_HOST": host, "MONGO_PORT": port, "MONGO_DBNAME": "eve_exchanges"}
    MongoClient(host, port).drop_database("eve_exchanges")
    client, etag = Eve(settings={**deepcopy(conversation["settings"]), **database}).test_client(), ""
    for exchange in conversation["exchanges"]:
        response = ask(client, exchange["request"], etag)
        exchange["answer"] = answered(response)
        etag = next(iter(TAG.findall(response.get_data(as_text=True))), etag)


conversations = json.loads(FILE.read_text())
for one in conversations:
    record(one, sys.argv[1], int(sys.argv[2]))
FILE.write_text(json.dumps(conversations, ensure_ascii=False))
