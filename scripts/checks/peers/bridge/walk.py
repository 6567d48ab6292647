"""One way of an assistant through the server whose entry is on standard input, by the library that the argument names.

What came is on standard output, as JSON: the tools, who the server is at AWS, and what a write answered that the person declined,
and one that they agreed to. The environment of the server is what the library gives to it: nothing is added.
"""

import asyncio
import json
import os
import sys

WHO = {"cli_command": "aws sts get-caller-identity"}
WRITE = {"cli_command": "aws ec2 stop-instances --instance-ids i-0123456789abcdef0"}


class Person:
    """Answers what the server asks, no to the first question and yes to the second."""

    def __init__(self):
        self.questions = []

    def answer(self, message):
        self.questions.append(message)
        return len(self.questions) > 1


def plain(result):
    return result if isinstance(result, dict) else result.model_dump(mode="json", by_alias=True)


def elicit_result(agreed):
    try:
        from mcp_types import ElicitResult
    except ImportError:
        from mcp.types import ElicitResult
    return ElicitResult(action="accept", content={"run": True}) if agreed else ElicitResult(action="decline")


def parameters(entry):
    from mcp import StdioServerParameters

    return StdioServerParameters(
        command=entry["command"], args=entry["args"], env=entry.get("env"), cwd=entry["cwd"]
    )


async def asked(call, names):
    return {
        "tools": names,
        "identity": plain(await call(WHO)),
        "declined": plain(await call(WRITE)),
        "accepted": plain(await call(WRITE)),
    }


async def by_sdk(entry, person):
    async def on_question(_, params):
        return elicit_result(person.answer(params.message))

    try:
        from mcp.client import Client
    except ImportError:
        return await by_session(entry, on_question)

    async with Client(parameters(entry), elicitation_callback=on_question) as client:
        names = [tool.name for tool in (await client.list_tools()).tools]
        return await asked(lambda arguments: client.call_tool("call_aws", arguments), names)


async def by_session(entry, on_question):
    from mcp import ClientSession
    from mcp.client.stdio import stdio_client

    async with stdio_client(parameters(entry)) as (read, write):
        async with ClientSession(read, write, elicitation_callback=on_question) as session:
            await session.initialize()
            names = [tool.name for tool in (await session.list_tools()).tools]
            return await asked(lambda arguments: session.call_tool("call_aws", arguments), names)


async def by_fastmcp(entry, person):
    from fastmcp import Client
    from fastmcp.client.elicitation import ElicitResult
    from fastmcp.client.transports import StdioTransport

    async def on_question(message, *_):
        return {"run": True} if person.answer(message) else ElicitResult(action="decline")

    transport = StdioTransport(
        command=entry["command"], args=entry["args"], env=entry.get("env"), cwd=entry["cwd"], keep_alive=False
    )
    async with Client(transport, elicitation_handler=on_question) as client:
        names = [tool.name for tool in await client.list_tools()]
        return await asked(lambda arguments: client.call_tool_mcp("call_aws", arguments), names)


async def by_strands(entry, person):
    return await asyncio.to_thread(strands, entry, person)


def strands(entry, person):
    from mcp import stdio_client
    from strands.tools.mcp import MCPClient

    async def on_question(_, params):
        return elicit_result(person.answer(params.message))

    with MCPClient(lambda: stdio_client(parameters(entry)), elicitation_callback=on_question) as client:
        names = [tool.tool_name for tool in client.list_tools_sync()]

        async def call(arguments):
            return json.loads(json.dumps(client.call_tool_sync("1", "call_aws", arguments), default=str))

        return asyncio.run(asked(call, names))


async def main():
    entry = json.load(sys.stdin)
    person = Person()
    walk = {"sdk": by_sdk, "fastmcp": by_fastmcp, "strands": by_strands}[sys.argv[1]]
    came = await walk(entry, person)
    print(json.dumps({**came, "questions": person.questions}))


os.environ.setdefault("FASTMCP_CHECK_FOR_UPDATES", "off")
asyncio.run(main())
