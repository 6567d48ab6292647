"""AgentCore's control and data plane, as somebody looks after runtimes."""

import json
import time

from table import Table

IMAGE = {"containerConfiguration": {"containerUri": "public.ecr.aws/awslabs-mcp/awslabs/aws-api-mcp-server:1.5.6"}}
NETWORK = {"networkMode": "PUBLIC"}
SERVER = {
    "AUTH_TYPE": "no-auth",
    "AWS_API_MCP_TRANSPORT": "streamable-http",
    "AWS_API_MCP_HOST": "0.0.0.0",
    "AWS_API_MCP_PORT": "8000",
    "AWS_API_MCP_STATELESS_HTTP": "true",
    "AWS_API_MCP_ALLOWED_HOSTS": "*",
    "AWS_API_MCP_ALLOWED_ORIGINS": "*",
    "AWS_REGION": "us-east-1",
}


def trust():
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "bedrock-agentcore.amazonaws.com"}, "Action": "sts:AssumeRole"}]})


def base():
    statements = [
        {"Effect": "Allow", "Action": ["ecr:*", "logs:*", "xray:*", "cloudwatch:PutMetricData"], "Resource": "*"},
    ]
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def runtime(**more):
    return lambda k: {"agentRuntimeId": k["runtime"], **more}


def body(k, **more):
    return {"agentRuntimeArtifact": IMAGE, "roleArn": k["role"], "networkConfiguration": NETWORK, "protocolConfiguration": {"serverProtocol": "MCP"}, "environmentVariables": SERVER, **more}


setup = Table("iam")
setup.ok("create_role", {"RoleName": "boto3-agent", "AssumeRolePolicyDocument": trust()}, keep={"role": "Role.Arn"}, note="for a runtime")
setup.ok("put_role_policy", {"RoleName": "boto3-agent", "PolicyName": "base", "PolicyDocument": base()}, note="for a runtime")

control = Table("bedrock-agentcore-control")
control.ok("create_agent_runtime", lambda k: {"agentRuntimeName": "boto3", "tags": {"team": "a"}, **body(k)}, lambda r, k: r["status"] in ("CREATING", "READY") and r["agentRuntimeVersion"] == "1", keep={"runtime": "agentRuntimeId", "arn": "agentRuntimeArn", "workload": "workloadIdentityDetails.workloadIdentityArn"})
control.no("create_agent_runtime", "ConflictException", lambda k: {"agentRuntimeName": "boto3", **body(k)})
control.no("create_agent_runtime", "ValidationException", lambda k: {"agentRuntimeName": "a-b", **body(k)}, note="a hyphen")
control.no("create_agent_runtime", "ValidationException", lambda k: {"agentRuntimeName": "other", **body(k), "roleArn": "arn:aws:iam::000000000000:role/nobody"}, note="no such role")
control.no("create_agent_runtime", "ValidationException", lambda k: {"agentRuntimeName": "other", **body(k), "authorizerConfiguration": {"customJWTAuthorizer": {"discoveryUrl": "https://example.com/.well-known/openid-configuration"}}}, note="an authorizer that lets all in")
control.ok("get_agent_runtime", runtime(), lambda r, k: r["status"] == "READY" and r["environmentVariables"]["AWS_REGION"] == "us-east-1")
control.ok("get_agent_runtime", runtime(agentRuntimeVersion="1"), lambda r, k: r["agentRuntimeVersion"] == "1", note="a version")
control.no("get_agent_runtime", "ResourceNotFoundException", {"agentRuntimeId": "nobody-abcdefghij"})
control.ok("list_agent_runtimes", judge=lambda r, k: any(one["agentRuntimeName"] == "boto3" for one in r["agentRuntimes"]))
control.all("list_agent_runtimes", "agentRuntimes", {"maxResults": 1}, lambda r, k: len(r) >= 1)
control.ok("update_agent_runtime", lambda k: {"agentRuntimeId": k["runtime"], **body(k, description="second", metadataConfiguration={"requireMMDSV2": True})}, lambda r, k: r["agentRuntimeVersion"] == "2")
control.ok("get_agent_runtime", runtime(), lambda r, k: r["description"] == "second" and r["metadataConfiguration"]["requireMMDSV2"], note="after the update")
control.ok("list_agent_runtime_versions", runtime(), lambda r, k: len(r["agentRuntimes"]) == 2)
control.ok("create_agent_runtime_endpoint", runtime(name="stable", agentRuntimeVersion="1"), lambda r, k: r["targetVersion"] == "1")
control.no("create_agent_runtime_endpoint", "ConflictException", runtime(name="stable"))
control.ok("get_agent_runtime_endpoint", runtime(endpointName="stable"), lambda r, k: r["status"] == "READY")
control.ok("list_agent_runtime_endpoints", runtime(), lambda r, k: {one["name"] for one in r["runtimeEndpoints"]} == {"DEFAULT", "stable"})
control.ok("update_agent_runtime_endpoint", runtime(endpointName="stable", agentRuntimeVersion="2"), lambda r, k: r["targetVersion"] == "2")
control.ok("tag_resource", lambda k: {"resourceArn": k["arn"], "tags": {"more": "b"}})
control.ok("list_tags_for_resource", lambda k: {"resourceArn": k["arn"]}, lambda r, k: r["tags"] == {"team": "a", "more": "b"})
control.ok("untag_resource", lambda k: {"resourceArn": k["arn"], "tagKeys": ["more"]})
control.ok("put_resource_policy", lambda k: {"resourceArn": k["arn"], "policy": json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": "bedrock-agentcore:InvokeAgentRuntime", "Resource": k["arn"]}]})}, lambda r, k: "InvokeAgentRuntime" in r["policy"])
control.no("put_resource_policy", "ValidationException", lambda k: {"resourceArn": k["arn"], "policy": "{}"}, note="not a policy")
control.ok("get_resource_policy", lambda k: {"resourceArn": k["arn"]}, lambda r, k: "InvokeAgentRuntime" in r["policy"])
control.ok("delete_resource_policy", lambda k: {"resourceArn": k["arn"]})
control.no("get_resource_policy", "ResourceNotFoundException", lambda k: {"resourceArn": k["arn"]}, note="deleted")
control.ok("list_workload_identities", judge=lambda r, k: any(one["workloadIdentityArn"] == k["workload"] for one in r["workloadIdentities"]))
control.ok("create_workload_identity", {"name": "boto3-own"}, lambda r, k: r["workloadIdentityArn"].endswith("/boto3-own"))
control.no("create_workload_identity", "ValidationException", {"name": "boto3-own"}, note="again")
control.ok("get_workload_identity", {"name": "boto3-own"}, lambda r, k: r["name"] == "boto3-own")
control.ok("update_workload_identity", {"name": "boto3-own", "allowedResourceOauth2ReturnUrls": ["https://example.com/back"]}, lambda r, k: r["allowedResourceOauth2ReturnUrls"] == ["https://example.com/back"])
control.ok("delete_workload_identity", {"name": "boto3-own"})
control.no("get_workload_identity", "ResourceNotFoundException", {"name": "boto3-own"}, note="deleted")
control.ok("list_gateways", judge=lambda r, k: r["items"] == [])
control.ok("list_memories", judge=lambda r, k: r["memories"] == [])

SESSION = "boto3-session-0123456789-0123456789-abc"
INITIALIZE = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "boto3", "version": "1"}}}


def invoke(message, **more):
    return lambda k: {"agentRuntimeArn": k["arn"], "qualifier": "DEFAULT", "contentType": "application/json", "accept": "application/json, text/event-stream", "payload": json.dumps(message), **more}


def text(answer):
    return answer["response"].read().decode()


data = Table("bedrock-agentcore")
data.ok("invoke_agent_runtime", invoke(INITIALIZE), lambda r, k: "AWS-API-MCP" in text(r) and r["mcpSessionId"], keep={"session": "mcpSessionId"})
data.ok("invoke_agent_runtime", lambda k: invoke({"jsonrpc": "2.0", "id": 2, "method": "tools/list"}, mcpSessionId=k["session"])(k), lambda r, k: "call_aws" in text(r), note="tools")
data.ok("invoke_agent_runtime", lambda k: invoke({"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "call_aws", "arguments": {"cli_command": "aws sts get-caller-identity"}}}, mcpSessionId=k["session"])(k), lambda r, k: "assumed-role/boto3-agent" in text(r), note="a call")
data.ok("invoke_agent_runtime", invoke(INITIALIZE, runtimeSessionId=SESSION), lambda r, k: "AWS-API-MCP" in text(r), note="a session of one’s own")
data.ok("invoke_agent_runtime", invoke(INITIALIZE, runtimeSessionId="x" * 32), lambda r, k: "-32006" in text(r), note="an id of 32 characters")
data.ok("invoke_agent_runtime", lambda k: {**invoke(INITIALIZE)(k), "qualifier": "nobody"}, lambda r, k: "-32004" in text(r), note="an endpoint of nobody")
data.ok("stop_runtime_session", lambda k: {"agentRuntimeArn": k["arn"], "runtimeSessionId": SESSION})
data.no("stop_runtime_session", "ResourceNotFoundException", lambda k: {"agentRuntimeArn": k["arn"], "runtimeSessionId": SESSION}, note="again")
data.ok("get_workload_access_token", {"workloadName": "boto3"}, note="of nobody")

after = Table("bedrock-agentcore-control")
after.no("delete_agent_runtime_endpoint", "ConflictException", runtime(endpointName="DEFAULT"))
after.ok("delete_agent_runtime_endpoint", runtime(endpointName="stable"), lambda r, k: r["status"] == "DELETING")
after.ok("delete_agent_runtime", runtime(), lambda r, k: r["status"] == "DELETING")
after.no("delete_agent_runtime", "ResourceNotFoundException", runtime())

HOUR = 3600
NAMESPACE = "AWS/Bedrock-AgentCore"


def dimensions(k):
    return [{"Name": "Service", "Value": "AgentCore.Runtime"}, {"Name": "Resource", "Value": k["arn"]}]


def period():
    now = int(time.time())
    return {"StartTime": now - HOUR, "EndTime": now + HOUR}


def query(k, metric, **changes):
    stat = {"Metric": {"Namespace": NAMESPACE, "MetricName": metric, "Dimensions": dimensions(k)}, "Period": HOUR, "Stat": "Sum"}
    return {"Id": "a", "MetricStat": {**stat, **changes}}


def data_of(metric, **changes):
    return lambda k: {**period(), "MetricDataQueries": [query(k, metric, **changes)]}


def statistics(**changes):
    return lambda k: {**period(), "Namespace": NAMESPACE, "MetricName": "Invocations", "Dimensions": dimensions(k), "Period": HOUR, **changes}


def is_complete(answer, _kept):
    return answer["MetricDataResults"][0]["StatusCode"] == "Complete"


def is_empty(answer, kept):
    return is_complete(answer, kept) and answer["MetricDataResults"][0]["Values"] == []


metrics = Table("cloudwatch")
metrics.ok("list_metrics", {"Namespace": NAMESPACE}, lambda r, k: "Metrics" in r)
metrics.ok("get_metric_data", data_of("Invocations"), is_complete)
metrics.ok("get_metric_data", data_of("Latency", Stat="p95"), is_complete, note="a percentile")
metrics.ok("get_metric_data", data_of("NoSuchMetric"), is_empty, note="no such metric")
metrics.no("get_metric_data", "ValidationError", lambda k: {**period(), "MetricDataQueries": [query(k, "Latency")] * 2}, note="an id twice")
metrics.no("get_metric_data", "ValidationError", lambda k: {**data_of("Latency")(k), "StartTime": 2_000_000_000, "EndTime": 1_900_000_000}, note="an end before the start")
metrics.no("get_metric_data", "InvalidNextToken", lambda k: {**data_of("Latency")(k), "NextToken": "x"})
metrics.ok("get_metric_statistics", statistics(Statistics=["Sum"]), lambda r, k: r["Label"] == "Invocations")
metrics.no("get_metric_statistics", "InvalidParameterCombination", statistics())
metrics.no("get_metric_statistics", "InvalidParameterCombination", statistics(Statistics=["Sum"], Period=60, StartTime=1_700_000_000), note="too many points")

VENDED = "/aws/vendedlogs/bedrock-agentcore/boto3"
VENDED_ARN = f"arn:aws:logs:us-east-1:000000000000:log-group:{VENDED}"


def source(**changes):
    return lambda k: {"name": "boto3-usage", "resourceArn": k["arn"], "logType": "USAGE_LOGS", **changes}


def destination(group):
    return {"name": "boto3-group", "deliveryDestinationConfiguration": {"destinationResourceArn": group}}


def pair(k):
    return {"deliverySourceName": "boto3-usage", "deliveryDestinationArn": k["destination"]}


delivery = Table("logs")
delivery.ok("describe_configuration_templates", {"service": "bedrock-agentcore", "logTypes": ["USAGE_LOGS"]}, lambda r, k: r["configurationTemplates"][0]["allowedOutputFormats"])
delivery.ok("create_log_group", {"logGroupName": VENDED}, note="for deliveries")
delivery.ok("put_delivery_source", source(), lambda r, k: r["deliverySource"]["status"] == "ACTIVE")
delivery.ok("put_delivery_source", source(), lambda r, k: r["deliverySource"]["resourceArns"] == [k["arn"]], note="again")
delivery.no("put_delivery_source", "ConflictException", source(name="other"), note="for the same resource")
delivery.no("put_delivery_source", "ValidationException", source(logType="NONSENSE"))
delivery.no("put_delivery_source", "ResourceNotFoundException", lambda k: source(resourceArn=k["arn"].replace("boto3", "nobody"))(k))
delivery.ok("put_delivery_destination", destination(VENDED_ARN), lambda r, k: r["deliveryDestination"]["deliveryDestinationType"] == "CWL", keep={"destination": "deliveryDestination.arn"})
delivery.no("put_delivery_destination", "ResourceNotFoundException", destination(f"{VENDED_ARN}/none"))
delivery.ok("create_delivery", pair, lambda r, k: r["delivery"]["id"], keep={"delivery": "delivery.id"})
delivery.no("create_delivery", "ConflictException", pair)
delivery.no("create_delivery", "ResourceNotFoundException", lambda k: {**pair(k), "deliverySourceName": "nobody"})
delivery.ok("get_delivery", lambda k: {"id": k["delivery"]}, lambda r, k: r["delivery"]["deliverySourceName"] == "boto3-usage")
delivery.ok("get_delivery_source", {"name": "boto3-usage"}, lambda r, k: r["deliverySource"]["logType"] == "USAGE_LOGS")
delivery.ok("get_delivery_destination", {"name": "boto3-group"}, lambda r, k: r["deliveryDestination"]["arn"] == k["destination"])
delivery.ok("describe_deliveries", {}, lambda r, k: [one["id"] for one in r["deliveries"]] == [k["delivery"]], note="one")
delivery.ok("describe_delivery_sources", {}, lambda r, k: len(r["deliverySources"]) == 1)
delivery.ok("describe_delivery_destinations", {}, lambda r, k: len(r["deliveryDestinations"]) == 1)
delivery.no("delete_delivery_source", "ConflictException", {"name": "boto3-usage"}, note="in use")
delivery.no("delete_delivery_destination", "ConflictException", {"name": "boto3-group"}, note="in use")
delivery.ok("delete_delivery", lambda k: {"id": k["delivery"]})
delivery.no("delete_delivery", "ResourceNotFoundException", lambda k: {"id": k["delivery"]})
delivery.ok("delete_delivery_source", {"name": "boto3-usage"})
delivery.ok("delete_delivery_destination", {"name": "boto3-group"})
delivery.no("get_delivery_source", "ResourceNotFoundException", {"name": "boto3-usage"})

TABLES = [setup, control, data, metrics, delivery, after]
