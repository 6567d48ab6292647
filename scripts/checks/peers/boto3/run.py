"""Runs every entry of the tables with boto3 against the account at AWS_ENDPOINT_URL, and prints one line of JSON for each.

`as-aws`: the answer that the table says. `refused`: an honest "not imitated". `wrong`: anything else, with what came.
"""

import json
import sys
import time

import boto3
import calls_agentcore
import calls_cognito
import calls_iam
import calls_logs
import calls_seed
from botocore.config import Config
from botocore.exceptions import ClientError

POLLS = 50
REFUSAL = "The practice account does not imitate"
CONFIG = Config(retries={"max_attempts": 0}, parameter_validation=False, s3={"addressing_style": "path"}, inject_host_prefix=False)


def main():
    tables = [*calls_iam.TABLES, *calls_logs.TABLES, *calls_cognito.TABLES, *calls_agentcore.TABLES, *calls_seed.TABLES]
    clients = {}
    kept = {"access_key": boto3.Session().get_credentials().access_key}

    for table in tables:
        client = clients.setdefault(table.service, boto3.client(table.service, region_name="us-east-1", config=CONFIG))
        for entry in table.entries:
            outcome, detail = run(client, entry, kept)
            operation = f"{table.service} {client.meta.method_to_api_mapping[entry.method]}"
            print(json.dumps({"title": entry.title, "operation": operation, "outcome": outcome, "detail": detail}))
            sys.stdout.flush()


def run(client, entry, kept):
    try:
        parameters = entry.parameters(kept)
    except KeyError as error:
        return "refused", f"it needs {error}, which no call gave"
    try:
        answer = perform(client, entry, parameters)
        judged = entry.judge(answer, kept)
    except ClientError as error:
        return judge_refusal(entry, error)
    except Exception as error:
        return "wrong", f"{type(error).__name__}: {error}"
    if entry.code:
        return "wrong", f"it succeeded, {entry.code} was due"
    for name, path in entry.keep.items():
        kept[name] = pick(answer, path)
    return ("as-aws", "") if judged else ("wrong", shorten(answer))


def perform(client, entry, parameters):
    if entry.pages:
        pages = client.get_paginator(entry.method).paginate(**parameters)
        return [item for page in pages for item in page[entry.pages]]
    answer = getattr(client, entry.method)(**parameters)
    for _ in range(POLLS):
        if entry.until is None or entry.until(answer):
            break
        time.sleep(0.1)
        answer = getattr(client, entry.method)(**parameters)
    return answer


def judge_refusal(entry, error):
    code = error.response["Error"]["Code"]
    message = error.response["Error"].get("Message", "")
    if code == entry.code or code == f"{entry.code}Exception":
        return "as-aws", ""
    if REFUSAL in message:
        return "refused", message
    return "wrong", f"{code}: {message}"


def pick(answer, path):
    for part in path.split("."):
        answer = answer[part]
    return answer


def shorten(answer):
    if isinstance(answer, dict):
        answer = {name: part for name, part in answer.items() if name != "ResponseMetadata"}
    return json.dumps(answer, default=str)[:400]


main()
