"""Validates recorded HTTP exchanges against botocore's descriptions of the services.

Reads a file of JSON lines, {"source", "check_request", "request": {method, url, headers, body}, "response": {status, headers, body}},
bodies in base64, and prints one JSON document: counts, violations, and the lines (from 0) whose request is not valid. Exits
with 0 whatever it finds.
"""

import base64
import collections
import datetime
import json
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

import botocore.session
import regex
from botocore.eventstream import EventStreamBuffer

SESSION = botocore.session.get_session()
REST = ["bedrock-agentcore-control", "bedrock-agentcore", "accessanalyzer"]
NAMES = ["iam", "sts", "logs", "cognito-idp", "cloudtrail", "cloudwatch", "ce", *REST]
SERVICES = {name: SESSION.get_service_model(name) for name in NAMES}

# Errors that every operation may answer, and that models don't repeat: AWS's page "Common error types" of each service.
COMMON_ERRORS = {
    "AccessDenied", "AccessDeniedException", "ExpiredToken", "ExpiredTokenException", "IncompleteSignature",
    "IncompleteSignatureException", "InternalFailure", "InvalidAction", "InvalidClientTokenId", "InvalidSignatureException",
    "MalformedInput", "MissingAuthenticationToken", "MissingAuthenticationTokenException", "SerializationException",
    "SignatureDoesNotMatch", "Throttling", "ThrottlingException", "UnknownOperationException", "UnrecognizedClientException",
    "ValidationError",
}

# What the documentation has otherwise than the model, or the model otherwise than itself: (pattern of the violation, why it stands).
DECIDED = [
    (r"bedrock-agentcore-control:ListAgentRuntime(s|Versions) 200 response \.agentRuntimes\[\d+\]\.description: required",
     "The model requires a description of at least one character in lists, and lets a runtime be made without one."),
    (r"bedrock-agentcore-control:ListAgentRuntimeEndpoints 404 response error: ResourceNotFoundException",
     "The model has no error for a runtime that is missing; the sibling operations, and moto, answer 404."),
    (r"iam:CreateRole 404 response error: NoSuchEntity",
     "The model lists no error for a permissions boundary that is missing; the user guide has IAM answer NoSuchEntity."),
    (r"iam:GetRole 200 response \.Role\.PermissionsBoundary\.PermissionsBoundaryType: 'Policy'",
     "The documentation of AttachedPermissionsBoundary says that it can only be Policy; the enum of the model has another word."),
    (r"cognito-idp:(Create|Describe)UserPool 200 response \.UserPool\.SchemaAttributes\[\d+\]\.Name: 21 characters",
     "phone_number_verified is a standard attribute of every pool, and longer than the model lets a name be."),
    (r"bedrock-agentcore:InvokeAgentRuntime request authorization: is not a signature",
     "The connection test asks once without credentials, on purpose; the answer says how a runtime authenticates."),
    (r"bedrock-agentcore:InvokeAgentRuntime 401 response error: UnauthorizedException",
     "The MCP protocol contract of the developer guide documents 401 for a missing token; the model lists no 401."),
]


class Problems(list):
    def add(self, path, text):
        self.append(f"{path or '(top)'}: {text}")


# --- values ---------------------------------------------------------------------------------------------------------


def check(shape, value, path, problems, timestamps):
    """One parsed value against its shape: type, required members, unknown members, pattern, length, range, enum."""
    kind = shape.type_name
    if kind == "structure":
        check_structure(shape, value, path, problems, timestamps)
    elif kind == "list":
        if not isinstance(value, list):
            return problems.add(path, "is not a list")
        check_size(shape, len(value), path, problems, "members")
        for index, item in enumerate(value):
            check(shape.member, item, f"{path}[{index}]", problems, timestamps)
    elif kind == "map":
        if not isinstance(value, dict):
            return problems.add(path, "is not a map")
        check_size(shape, len(value), path, problems, "entries")
        for key, item in value.items():
            check(shape.key, key, f"{path}.{key}(key)", problems, timestamps)
            check(shape.value, item, f"{path}.{key}", problems, timestamps)
    else:
        check_scalar(shape, kind, value, path, problems, timestamps)


def check_structure(shape, value, path, problems, timestamps):
    if not isinstance(value, dict):
        return problems.add(path, "is not a structure")
    if getattr(shape, "is_document_type", False):
        return None
    for name in shape.required_members:
        if value.get(name) is None:
            problems.add(f"{path}.{name}", "required member is missing")
    if getattr(shape, "is_tagged_union", False) and len(value) != 1:
        problems.add(path, f"a union with {len(value)} members")
    for name, item in value.items():
        if name not in shape.members:
            problems.add(f"{path}.{name}", f"is no member of {shape.name}")
        elif item is None:
            problems.add(f"{path}.{name}", "is null")
        else:
            check(shape.members[name], item, f"{path}.{name}", problems, timestamps)
    return None


def check_scalar(shape, kind, value, path, problems, timestamps):
    if kind in ("string", "character"):
        if not isinstance(value, str):
            return problems.add(path, f"is not a string: {value!r}")
        check_size(shape, len(value), path, problems, "characters")
        pattern = shape.metadata.get("pattern")
        if pattern and not matches(pattern, value):
            problems.add(path, f"{value[:80]!r} does not match {pattern}")
        if shape.enum and value not in shape.enum:
            problems.add(path, f"{value!r} is not one of {shape.enum}")
    elif kind in ("integer", "long", "float", "double"):
        whole = kind in ("integer", "long")
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            return problems.add(path, f"is not a number of type {kind}: {value!r}")
        check_size(shape, value, path, problems, "")
    elif kind == "boolean":
        if not isinstance(value, bool):
            problems.add(path, f"is not a boolean: {value!r}")
    elif kind == "timestamp":
        check_timestamp(shape.serialization.get("timestampFormat", timestamps), value, path, problems)
    elif kind == "blob":
        if isinstance(value, str):
            value = base64.b64decode(value, validate=True)
        check_size(shape, len(value), path, problems, "bytes")
    return None


def check_size(shape, size, path, problems, unit):
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if low is not None and size < low:
        problems.add(path, f"{size} {unit} is less than {low}")
    if high is not None and size > high:
        problems.add(path, f"{size} {unit} is more than {high}")


def check_timestamp(form, value, path, problems):
    if form == "unixTimestamp":
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            problems.add(path, f"is not a number of seconds: {value!r}")
        return
    try:
        datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
        if not regex.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", value):
            raise ValueError
    except (AttributeError, ValueError):
        problems.add(path, f"is not an ISO 8601 date-time: {value!r}")


def matches(pattern, value):
    """Patterns hold for the whole value, as the services' own messages say; they are in Java's dialect."""
    return regex.fullmatch(pattern, value) is not None


# --- which operation ------------------------------------------------------------------------------------------------


def find_operation(request):
    """(service model, operation model, labels), or None for what no model describes (discovery documents, …)."""
    headers, url = request["headers"], urllib.parse.urlsplit(request["url"])
    target = headers.get("x-amz-target")
    if target:
        prefix, _, name = target.rpartition(".")
        for service in SERVICES.values():
            # Of CloudTrail's, clients send the last part alone.
            known = service.metadata.get("targetPrefix", "")
            if known.rpartition(".")[2] == prefix.rpartition(".")[2] and name in service.operation_names:
                return service, service.operation_model(name), {}
        return None
    if "x-www-form-urlencoded" in headers.get("content-type", ""):
        form = dict(urllib.parse.parse_qsl(body_of(request).decode(), keep_blank_values=True))
        for name in ("iam", "sts"):
            service = SERVICES[name]
            if form.get("Version") == service.api_version and form.get("Action") in service.operation_names:
                return service, service.operation_model(form["Action"]), {}
        return None
    return find_rest_operation(request["method"], url)


def find_rest_operation(method, url):
    for name in REST:
        service = SERVICES[name]
        for operation_name in service.operation_names:
            operation = service.operation_model(operation_name)
            labels = match_uri(operation.http["requestUri"], url.path)
            if labels is not None and operation.http["method"] == method:
                return service, operation, labels
    return None


def match_uri(template, path):
    parts = regex.split(r"\{([^}]+)\}", template.split("?")[0])
    pattern = "".join(
        regex.escape(part) if index % 2 == 0 else f"(?P<{part.rstrip('+')}>{'.+' if part.endswith('+') else '[^/]+'})"
        for index, part in enumerate(parts)
    )
    found = regex.fullmatch(pattern, path)
    return found and {name: urllib.parse.unquote(value) for name, value in found.groupdict().items()}


def body_of(message):
    return base64.b64decode(message["body"])


def protocol_of(service):
    """CloudWatch has three; the SDK that Slipway uses speaks JSON."""
    protocol = service.metadata["protocol"]
    return "json" if protocol == "smithy-rpc-v2-cbor" else protocol


# --- requests -------------------------------------------------------------------------------------------------------


def check_request(service, operation, labels, request, problems):
    protocol = protocol_of(service)
    check_signature(service, operation, request["headers"], problems)
    if protocol == "json":
        version = service.metadata["jsonVersion"]
        if request["headers"].get("content-type") != f"application/x-amz-json-{version}":
            problems.add("content-type", request["headers"].get("content-type"))
        expect_root(request, problems)
        members = json.loads(body_of(request) or b"{}")
        check(operation.input_shape, members, "", problems, "unixTimestamp")
    elif protocol == "query":
        expect_root(request, problems)
        check_form(operation, request, problems)
    else:
        check_rest_request(operation, labels, request, problems)


def expect_root(request, problems):
    if request["method"] != "POST" or request["url"] != "/":
        problems.add("http", f"{request['method']} {request['url']} instead of POST /")


def check_signature(service, operation, headers, problems):
    authorization = headers.get("authorization", "")
    scope = regex.search(r"Credential=[^/]+/\d{8}/([^/]+)/([^/]+)/aws4_request", authorization)
    unsigned = (operation.auth_type or "") == "none" or "smithy.api#noAuth" in (operation.auth or [])
    if not scope and not unsigned and not authorization.startswith("Bearer "):
        problems.add("authorization", "is not a signature")
    if scope and scope[2] != service.signing_name:
        problems.add("authorization", f"is signed for {scope[2]} instead of {service.signing_name}")


def check_form(operation, request, problems):
    form = urllib.parse.parse_qsl(body_of(request).decode(), keep_blank_values=True)
    names = [name for name, _ in form]
    for name in {name for name in names if names.count(name) > 1}:
        problems.add(name, "is given twice")
    rest = {name: value for name, value in form if name not in ("Action", "Version")}
    members = read_query(operation.input_shape, rest, "", problems) if operation.input_shape else {}
    for name in rest:
        problems.add(name, "is no parameter of the operation")
    if operation.input_shape:
        check(operation.input_shape, members or {}, "", problems, "iso8601")


def read_query(shape, form, prefix, problems):
    """Takes what belongs to the shape out of the flat form; None when there is nothing."""
    kind = shape.type_name
    if kind == "structure":
        read = {}
        for name, member in shape.members.items():
            wire = member.serialization.get("name", name)
            value = read_query(member, form, f"{prefix}.{wire}" if prefix else wire, problems)
            if value is not None:
                read[name] = value
        return read or None
    if kind == "list":
        middle = "" if shape.serialization.get("flattened") else f".{shape.member.serialization.get('name', 'member')}"
        items = read_items(lambda at: read_query(shape.member, form, f"{prefix}{middle}.{at}", problems))
        if not items and form.pop(prefix, None) == "":
            return []
        return items or None
    if kind == "map":
        pairs = read_items(
            lambda at: (
                form.pop(f"{prefix}.entry.{at}.key", None),
                read_query(shape.value, form, f"{prefix}.entry.{at}.value", problems),
            ),
            empty=(None, None),
        )
        return dict(pairs) or None
    return read_text(shape, form.pop(prefix, None))


def read_items(read, empty=None):
    items = []
    while (item := read(len(items) + 1)) != empty:
        items.append(item)
    return items


def read_text(shape, text):
    """The value that a text stands for, where only text can be sent; the text itself when it stands for none."""
    try:
        if text is not None and shape.type_name in ("integer", "long"):
            return int(text)
        if text is not None and shape.type_name in ("float", "double"):
            return float(text)
    except ValueError:
        return text
    if shape.type_name == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def check_rest_request(operation, labels, request, problems):
    shape = operation.input_shape
    url = urllib.parse.urlsplit(request["url"])
    query = urllib.parse.parse_qs(url.query, keep_blank_values=True)
    members = {}
    payload_name = shape.serialization.get("payload")
    body_members = {}
    for name, member in shape.members.items():
        wire = member.serialization.get("name", name)
        location = member.serialization.get("location")
        if location == "uri":
            members[name] = labels.get(wire)
        elif location == "querystring" and wire in query:
            values = query.pop(wire)
            members[name] = values if member.type_name == "list" else read_text(member, values[0])
        elif location == "header" and wire.lower() in request["headers"]:
            members[name] = read_text(member, request["headers"][wire.lower()])
        elif location is None:
            body_members[wire] = name
    for name in query:
        problems.add(name, "is no query parameter of the operation")
    body = body_of(request)
    if payload_name:
        members[payload_name] = body
    elif body and not body_members and json.loads(body) != {}:
        problems.add("body", "the operation has none")
    elif body and body_members:
        for wire, value in json.loads(body).items():
            if wire not in body_members:
                problems.add(wire, "is no member of the body")
            members[body_members.get(wire, wire)] = value
    members = {name: value for name, value in members.items() if value is not None}
    check(shape, {name: value for name, value in members.items() if name in shape.members}, "", problems, "iso8601")


# --- responses ------------------------------------------------------------------------------------------------------


def check_response(service, operation, response, problems):
    protocol = protocol_of(service)
    if response["status"] >= 300:
        return check_error(service, operation, protocol, response, problems)
    expected = operation.http.get("responseCode", 200)
    # A payload may carry a status of its own (InvokeAgentRuntime's statusCode).
    if response["status"] != expected and operation.name != "InvokeAgentRuntime":
        problems.add("status", f"{response['status']} instead of {expected}")
    if operation.has_event_stream_output:
        return check_event_stream(operation, response, problems)
    if protocol == "query":
        return check_xml(operation, response, problems)
    if protocol == "json":
        members = json.loads(body_of(response) or b"{}")
        if operation.output_shape:
            check(operation.output_shape, members, "", problems, "unixTimestamp")
        return None
    return check_rest_response(operation, response, problems)


def check_rest_response(operation, response, problems):
    shape = operation.output_shape
    if shape is None or not shape.members:
        if body_of(response) not in (b"", b"{}"):
            problems.add("body", "the operation answers none")
        return
    payload_name = shape.serialization.get("payload")
    members = {}
    for name, member in shape.members.items():
        location = member.serialization.get("location")
        wire = member.serialization.get("name", name)
        if location == "header" and wire.lower() in response["headers"]:
            members[name] = read_text(member, response["headers"][wire.lower()])
        elif location == "statusCode":
            members[name] = response["status"]
    if payload_name:
        members[payload_name] = body_of(response)
    else:
        by_wire = {member.serialization.get("name", name): name for name, member in shape.members.items()}
        for wire, value in json.loads(body_of(response) or b"{}").items():
            members[by_wire.get(wire, wire)] = value
    check(shape, members, "", problems, "unixTimestamp")


def check_event_stream(operation, response, problems):
    stream = operation.get_event_stream_output()
    buffer = EventStreamBuffer()
    buffer.add_data(body_of(response))
    for message in buffer:
        headers = {name: value for name, value in message.headers.items()}
        kind, payload = headers.get(":event-type"), message.payload
        if headers.get(":message-type") == "exception":
            kind = headers.get(":exception-type")
        elif kind == "initial-response":
            continue
        if kind not in stream.members:
            problems.add("event stream", f"no event is called {kind}")
        else:
            check(stream.members[kind], json.loads(payload or b"{}"), kind, problems, "unixTimestamp")


def check_xml(operation, response, problems):
    root = ElementTree.fromstring(body_of(response))
    expected = f"{{{operation.service_model.metadata['xmlNamespace']}}}{operation.name}Response"
    if root.tag != expected:
        problems.add("root", f"{root.tag} instead of {expected}")
    strip_namespaces(root)
    if root.find("ResponseMetadata/RequestId") is None:
        problems.add("ResponseMetadata.RequestId", "is missing")
    shape = operation.output_shape
    if shape is None:
        return
    result = root.find(shape.serialization.get("resultWrapper", f"{operation.name}Result"))
    if result is None:
        problems.add("result", "is missing")
    else:
        check(shape, read_xml(shape, result), "", problems, "iso8601")


def strip_namespaces(root):
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]


def read_xml(shape, element):
    kind = shape.type_name
    if kind == "structure":
        by_wire = {member.serialization.get("name", name): name for name, member in shape.members.items()}
        read = {}
        for child in element:
            name = by_wire.get(child.tag, child.tag)
            read[name] = read_xml(shape.members[name], child) if name in shape.members else child.text
        return read
    if kind == "list":
        wire = shape.member.serialization.get("name", "member")
        return [read_xml(shape.member, child) if child.tag == wire else {f"<{child.tag}>": None} for child in element]
    if kind == "map":
        return {entry.findtext("key"): read_xml(shape.value, entry.find("value")) for entry in element.findall("entry")}
    return read_text(shape, element.text or "")


def check_error(service, operation, protocol, response, problems):
    code, members = read_error(protocol, response)
    shapes = {error.error_code: error for error in operation.error_shapes}
    shape = shapes.get(code) or next((error for error in operation.error_shapes if error.name == code), None)
    if shape is None:
        if code not in COMMON_ERRORS:
            problems.add("error", f"{code} is no error of {operation.name}")
        return
    error = shape.metadata.get("error", {})
    # restJson1 names the status in the shape; a JSON service answers 400, or 500 for its own faults.
    fallback = 500 if shape.metadata.get("fault") else 400
    expected = error.get("httpStatusCode", fallback) if protocol != "json" else fallback
    if response["status"] != expected:
        problems.add("error", f"{code} with status {response['status']} instead of {expected}")
    if protocol != "query":
        known = {name.lower(): name for name in shape.members}
        body = {known.get(name.lower(), name): value for name, value in members.items() if name != "__type"}
        if not any(name.lower() == "message" for name in shape.members):
            # Every client reads it, whether the shape has it or not.
            body.pop("message", None)
        check(shape, body, code, problems, "unixTimestamp")


def read_error(protocol, response):
    body = body_of(response)
    if protocol == "query":
        root = ElementTree.fromstring(body)
        strip_namespaces(root)
        return root.findtext("Error/Code"), {"message": root.findtext("Error/Message")}
    members = json.loads(body or b"{}")
    code = response["headers"].get("x-amzn-errortype") or members.get("__type", "")
    return code.split(":")[0].rpartition("#")[2], members


# --- the report -----------------------------------------------------------------------------------------------------


def main(file):
    report = {"requests": 0, "responses": 0, "invalid_requests": [], "operations": {}, "unmodelled": {}, "violations": []}
    operations = collections.defaultdict(int)
    unmodelled = collections.defaultdict(int)
    for number, line in enumerate(open(file, encoding="utf-8")):
        exchange = json.loads(line)
        found = find_operation(exchange["request"])
        if not found:
            url = urllib.parse.urlsplit(exchange["request"]["url"]).path
            unmodelled[f"{exchange['request']['method']} {url}"] += 1
            continue
        service, operation, labels = found
        name = f"{service.service_name}:{operation.name}"
        operations[name] += 1
        requested, answered = Problems(), Problems()
        guarded(requested, lambda: check_request(service, operation, labels, exchange["request"], requested))
        guarded(answered, lambda: check_response(service, operation, exchange["response"], answered))
        if exchange["check_request"]:
            report["requests"] += 1
            report["violations"] += [f"{name} request {problem}" for problem in requested]
        if requested:
            report["invalid_requests"].append(number)
        report["responses"] += 1
        report["violations"] += [f"{name} {exchange['response']['status']} response {problem}" for problem in answered]
    decide(report)
    print(json.dumps({**report, "operations": operations, "unmodelled": unmodelled}))


def decide(report):
    """Takes decided violations out of the list, and counts them by the reason that decides them."""
    decided = collections.Counter()
    violations = []
    for violation in report["violations"]:
        reason = next((why for pattern, why in DECIDED if regex.match(pattern, violation)), None)
        if reason:
            decided[reason] += 1
        else:
            violations.append(violation)
    report.update(violations=violations, decided=decided)


def guarded(problems, run):
    """What can't even be parsed is a violation too."""
    try:
        run()
    except (ValueError, KeyError, AttributeError, TypeError, ElementTree.ParseError) as error:
        problems.add("", f"cannot be read: {type(error).__name__} {error}")


if __name__ == "__main__":
    main(sys.argv[1])
