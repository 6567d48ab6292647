import { CHECKED } from '@/lib/clients/definitions/home'
import type { ClientDefinition, Emission, OperatingSystem, Target } from '@/lib/clients/model'
import { credentialsNeed, programNeeds, tokenNeeds } from '@/lib/clients/needs'
import { bridgeOf, localProgram, TOKEN_VARIABLE } from '@/lib/clients/servers'

const REFERENCE = `os.environ['${TOKEN_VARIABLE}']`
const PYTHON = { text: 'Python 3.10 or newer.', href: 'https://www.python.org/downloads/' }
const MODEL = { text: 'A model that Strands may call.' }

/** A program of one's own: the agent framework for Python. */
export const strands: ClientDefinition = {
  id: 'strands',
  name: 'Strands Agents',
  initials: 'St',
  format: 'python',
  paths: { mac: 'agent.py', linux: 'agent.py', windows: 'agent.py' },
  tokenReference: REFERENCE,
  timeouts: [{ setting: 'timeout', value: 120, unit: 'seconds' }],
  docsUrl: 'https://strandsagents.com/latest/documentation/docs/user-guide/concepts/tools/mcp-tools/',
  verifiedAt: CHECKED,
  status: 'stable',
  restart: 'Each run opens a new connection.',
  emit: (target, os) => (bridgeOf(target) ? throughBridge(target, os) : direct(target, os)),
}

function throughBridge(target: Target, os: OperatingSystem): Emission {
  return {
    source: started(target),
    needs: [
      PYTHON,
      { text: 'The libraries.', command: "pip install strands-agents 'mcp<2'" },
      ...programNeeds(target, os),
      MODEL,
    ],
    notes: ['Version 2 of the mcp library has another client: hence the limit.'],
  }
}

function direct(target: Target, os: OperatingSystem): Emission {
  return target.auth === 'sigv4'
    ? {
        source: signed(target),
        needs: [
          PYTHON,
          { text: 'The libraries.', command: "pip install strands-agents 'mcp-proxy-for-aws==1.7.0'" },
          credentialsNeed(target),
          MODEL,
        ],
        notes: ['The library signs the requests itself: no proxy runs.'],
      }
    : {
        source: bearer(target),
        needs: [PYTHON, { text: 'The libraries.', command: "pip install strands-agents 'mcp<2'" }, ...tokenNeeds(os)],
        notes: ['Version 2 of the mcp library has another client: hence the limit.'],
      }
}

function signed({ url, region, profile, service = 'bedrock-agentcore' }: Target): string {
  return `from mcp_proxy_for_aws.client import aws_iam_streamablehttp_client
from strands import Agent
from strands.tools.mcp import MCPClient

aws = MCPClient(
    lambda: aws_iam_streamablehttp_client(
        endpoint=${JSON.stringify(url)},
        aws_service=${JSON.stringify(service)},
        aws_region=${JSON.stringify(region)},
${profile === undefined ? '' : `        aws_profile=${JSON.stringify(profile)},\n`}    )
)

with aws:
    agent = Agent(tools=aws.list_tools_sync())
    agent("Which AWS identity do you have?")
`
}

function started(target: Target): string {
  const { command, args, env } = localProgram(target)
  return `from mcp import StdioServerParameters, stdio_client
from strands import Agent
from strands.tools.mcp import MCPClient

aws = MCPClient(
    lambda: stdio_client(
        StdioServerParameters(
            command=${JSON.stringify(command)},
            args=${JSON.stringify(args)},
${env === undefined ? '' : `            env=${JSON.stringify(env)},\n`}        )
    )
)

with aws:
    agent = Agent(tools=aws.list_tools_sync())
    agent("Which AWS identity do you have?")
`
}

function bearer({ url }: Target): string {
  return `import os

from mcp.client.streamable_http import streamablehttp_client
from strands import Agent
from strands.tools.mcp import MCPClient

aws = MCPClient(
    lambda: streamablehttp_client(
        ${JSON.stringify(url)},
        headers={"Authorization": f"Bearer {${REFERENCE}}"},
        timeout=120,
        terminate_on_close=False,
    )
)

with aws:
    agent = Agent(tools=aws.list_tools_sync())
    agent("Which AWS identity do you have?")
`
}
