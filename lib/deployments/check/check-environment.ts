import type { SpecCheck } from '@/lib/deployments/check/check-notes'
import { isTruthy, refusal, warning } from '@/lib/deployments/check/check-notes'
import type { PlanWarning } from '@/lib/deployments/model'
import { SERVER_VARIABLES } from '@/lib/deployments/spec/defaults'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { looksSecret } from '@/lib/deployments/spec/secret-names'
import type { Failure } from '@/lib/result'

/** Where AgentCore calls a server of MCP that says nothing of its port. */
const MCP_PORT = 8000

export function checkEnvironment({ server, environment, region }: DeploymentSpec): SpecCheck {
  const secrets = Object.keys(environment).filter(looksSecret)
  const secretWarnings = secrets.map((name) =>
    warning(
      'danger',
      `secret:${name}`,
      `${name} looks like a secret`,
      'AWS stores and answers environment variables in plain text.',
    ),
  )

  return server.preset === 'container'
    ? { refusals: [], warnings: [...secretWarnings, ...ownAuth(environment)] }
    : {
        refusals: [...required(environment, server.port ?? MCP_PORT), ...consent(environment), ...profile(environment)],
        warnings: [...secretWarnings, ...advice(environment, region)],
      }
}

/** Without these values the server doesn't start, or can't be reached, on AgentCore. */
function required(environment: Record<string, string>, port: number): Failure[] {
  return SERVER_VARIABLES.filter(({ fixed }) => fixed).flatMap(({ name, value }) => {
    const wanted = name === 'AWS_API_MCP_PORT' ? String(port) : value
    return environment[name] === wanted
      ? []
      : [refusal(`environment.${name}`, `${name} must be ${wanted} on AgentCore.`, `Set ${name} to ${wanted}.`)]
  })
}

function consent(environment: Record<string, string>): Failure[] {
  return isTruthy(environment.REQUIRE_MUTATION_CONSENT) && isTruthy(environment.AWS_API_MCP_STATELESS_HTTP)
    ? [
        refusal(
          'environment.REQUIRE_MUTATION_CONSENT',
          'REQUIRE_MUTATION_CONSENT can’t work with stateless HTTP: the server has no way to ask back.',
          'Leave it out and limit the role instead, or set AWS_API_MCP_STATELESS_HTTP to false.',
        ),
      ]
    : []
}

function profile(environment: Record<string, string>): Failure[] {
  return environment.AWS_API_MCP_PROFILE_NAME === undefined
    ? []
    : [
        refusal(
          'environment.AWS_API_MCP_PROFILE_NAME',
          'There are no AWS profiles inside the container.',
          'Remove AWS_API_MCP_PROFILE_NAME; the execution role gives the server its credentials.',
        ),
      ]
}

function advice(environment: Record<string, string>, region: string): PlanWarning[] {
  const stateless = isTruthy(environment.AWS_API_MCP_STATELESS_HTTP)
  const hosts = environment.AWS_API_MCP_ALLOWED_HOSTS === '*' && environment.AWS_API_MCP_ALLOWED_ORIGINS === '*'
  const unrestricted = environment.AWS_API_MCP_ALLOW_UNRESTRICTED_LOCAL_FILE_ACCESS === 'unrestricted'
  const notes: [boolean, PlanWarning][] = [
    [!isTruthy(environment.READ_OPERATIONS_ONLY), writes],
    [!stateless, stateful],
    [!hosts, hostCheck],
    [unrestricted, files],
    [!isTruthy(environment.AWS_API_MCP_SUPPRESS_DEPRECATION_WARNING), deprecation],
    [environment.AWS_REGION !== undefined && environment.AWS_REGION !== region, otherRegion],
  ]
  return notes.flatMap(([applies, note]) => (applies ? [note] : []))
}

/** AgentCore asks a server without any token; one that wants its own answers 401 and is never healthy. */
function ownAuth(environment: Record<string, string>): PlanWarning[] {
  const named = Object.entries(environment).filter(
    ([name, value]) => OWN_AUTH.test(name) && !/^(no-?auth|none|false|off|no|0|disabled)?$/i.test(value),
  )
  return named.map(([name]) =>
    warning(
      'warning',
      `own-auth:${name}`,
      `${name} may make the image demand a sign-in of its own`,
      'AgentCore checks callers itself and asks the container without a token. An image that answers it with 401 never becomes healthy: switch its own authentication off.',
    ),
  )
}

const OWN_AUTH =
  /^(\w+_)?(AUTH|AUTH_TYPE|AUTH_MODE|AUTH_ENABLED|REQUIRE_AUTH|OAUTH_ENABLED|AUTH_PROVIDER|FASTMCP_SERVER_AUTH)$/

const writes = warning(
  'warning',
  'read-operations-only',
  'The server may change things in AWS',
  'READ_OPERATIONS_ONLY is off, so only the execution role limits what an assistant can do. Switch it on unless changes are wanted.',
)
const stateful = warning(
  'warning',
  'stateful',
  'Stateless HTTP is off',
  'Sessions are then bound to one virtual machine. AgentCore’s own session ids may be refused after an idle time-out.',
)
const hostCheck = warning(
  'warning',
  'allowed-hosts',
  'Requests may be refused by the server’s host check',
  'AgentCore decides which Host and Origin the container sees. Set AWS_API_MCP_ALLOWED_HOSTS and AWS_API_MCP_ALLOWED_ORIGINS to *.',
)
const files = warning(
  'warning',
  'file-access',
  'The server may touch any file in its container',
  'Files are lost with the session and nobody can fetch them. Use no-access.',
)
const deprecation = warning(
  'info',
  'deprecation-notice',
  'Tool descriptions will carry a deprecation notice',
  'Newer images add it for the model to read. AWS_API_MCP_SUPPRESS_DEPRECATION_WARNING=true leaves it out.',
)
const otherRegion = warning(
  'info',
  'default-region',
  'The server’s default region is another one',
  'Commands without --region go to AWS_REGION, not to the region of the runtime.',
)
