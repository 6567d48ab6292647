"""Prints the members of UpdateAgentRuntime's input and of GetAgentRuntime's output, as botocore has them, as one JSON document."""

import json

import botocore.session

MODEL = botocore.session.get_session().get_service_model("bedrock-agentcore-control")

print(json.dumps({
    "update": sorted(MODEL.operation_model("UpdateAgentRuntime").input_shape.members),
    "answer": sorted(MODEL.operation_model("GetAgentRuntime").output_shape.members),
}))
