import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

const AWAY = '(?:Could not connect to the endpoint URL|Connect (timeout) on endpoint URL)'

export const NETWORK_RULES = rulesOf('network', [
  {
    id: 'aws-unreachable',
    where: ['log', 'answer'],
    hints: [
      'could not connect to the endpoint',
      'endpointconnectionerror',
      'connect timeout on endpoint',
      'connecttimeouterror',
    ],
    pattern:
      /Could not connect to the endpoint URL|EndpointConnectionError|Connect timeout on endpoint URL|ConnectTimeoutError/i,
    sources: [SOURCES.vpc],
    explain: {
      title: 'The server cannot reach an AWS service.',
      cause:
        'In a VPC without a NAT gateway or an endpoint, calls never arrive; a service may also not exist in that region.',
      remedy: ['Check the network of the runtime and the region of the command.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'agentcore-unreachable',
    over: ['aws-unreachable', 'aws-unreachable-here'],
    hints: ['could not connect to the endpoint', 'connect timeout on endpoint'],
    pattern: new RegExp(String.raw`${AWAY}:? ?["']?https://bedrock-agentcore(?:-control)?\.([\w-]{1,40})\.`, 'i'),
    sources: [SOURCES.regions, SOURCES.cliErrors],
    certainty: 'likely',
    explain: ([, timeout, region = '']) => ({
      title: `AgentCore cannot be reached in ${region}.`,
      cause: timeout
        ? 'The name was found, but nothing answered: a firewall, a VPN or a missing proxy of this computer. The network of the runtime has no part in this.'
        : `There is no AgentCore in a region ${region}, its name is misspelled, or this computer has no way to AWS. The network of the runtime has no part in this.`,
      remedy: timeout
        ? [
            'Check the network of this computer: VPN, company proxy (HTTPS_PROXY), firewall; port 443 to *.amazonaws.com must be open.',
            'If only this address fails, check that its region is the one you mean (--region or AWS_REGION).',
          ]
        : [
            'Check the region: it must be one that AgentCore serves, such as us-east-1 (--region or AWS_REGION).',
            'If the region is right, check the network of this computer: VPN, company proxy (HTTPS_PROXY), firewall.',
          ],
      apart: `If curl -I https://sts.us-east-1.amazonaws.com answers, the network is fine and ${timeout ? 'only this address is blocked' : 'the region is wrong'}.`,
      command: 'curl -I https://bedrock-agentcore-control.us-east-1.amazonaws.com',
      actions: [{ type: 'open-settings' }],
    }),
  },
  {
    id: 'local-endpoint',
    over: ['aws-unreachable', 'aws-unreachable-here', 'agentcore-unreachable'],
    where: ['paste', 'call', 'aws'],
    hints: ['could not connect to the endpoint', 'connect timeout on endpoint'],
    pattern: new RegExp(
      String.raw`${AWAY}:? ?["']?https?://(?:[\w.-]{0,80}localhost|127\.\d|\[::1\]|host\.docker\.internal)`,
      'i',
    ),
    sources: [SOURCES.cliErrors],
    explain: {
      title: 'Nothing listens at the local endpoint that is set.',
      cause: 'A practice account or an emulator is meant to answer there, and it has stopped.',
      remedy: [
        'Start it again (slipway practice, LocalStack, …), or go back to AWS: unset AWS_ENDPOINT_URL, and remove endpoint_url from the profile.',
      ],
      command: 'unset AWS_ENDPOINT_URL',
    },
  },
  {
    id: 'aws-unreachable-here',
    where: ['paste', 'call', 'aws'],
    hints: ['could not connect to the endpoint', 'endpointconnectionerror', 'connect timeout on endpoint'],
    pattern:
      /(?:Could not connect to the endpoint URL|Connect timeout on endpoint URL|EndpointConnectionError)(?::? ?["']?https:\/\/([\w.-]{1,120}))?/i,
    sources: [SOURCES.cliErrors, SOURCES.vpc],
    certainty: 'possible',
    explain: ([, host]) => ({
      title: `${host ?? 'An AWS service'} cannot be reached.`,
      cause: 'The region of that address may not exist or lack the service, or whoever called has no way out.',
      remedy: [
        'Check the region in the address: --region or AWS_REGION.',
        'If a program on this computer said it, check VPN, company proxy (HTTPS_PROXY) and firewall.',
        'If the server in the runtime said it, its VPC needs a NAT gateway or an endpoint of that service.',
      ],
      apart: 'Who printed it tells: a command in your terminal is this computer, an answer of call_aws is the runtime.',
    }),
  },
  {
    id: 'name-not-found',
    where: ['paste', 'call', 'aws'],
    over: ['connect-timeout', 'proxy-unreachable'],
    hints: [
      'getaddrinfo',
      'errno 8]',
      'errno -2]',
      'errno -3]',
      'name resolution',
      'not known',
      'could not resolve host',
      'no such host',
      'dns error',
      'nameresolutionerror',
      'could not be resolved',
      'dial tcp: lookup',
      'unknownhostexception',
    ],
    pattern:
      /getaddrinfo (?:ENOTFOUND|EAI_AGAIN)(?: ([\w.-]{1,200}))?|\[Errno (?:8|-2|-3|-5|11001|11002)\][^:]{0,20}(?:nodename|name|getaddrinfo|temporary|no address)|nodename nor servname|getaddrinfo failed|Name or service not known|(?:failure in|failed) name resolution|failed to (?:lookup|resolve) (?:address|')|Could not resolve host: ([\w.-]{1,200})|lookup ([\w.-]{1,200})[^:]{0,60}(?::\d+)?: no such host|NameResolutionError|dial tcp: lookup \S{1,200}: i\/o timeout|remote name could not be resolved|UnknownHostException: ([\w.-]{1,200})/i,
    sources: [SOURCES.node, SOURCES.cliNetwork],
    explain: (match) => {
      const host = match.slice(1).find(Boolean)
      return {
        title: host ? `The name ${host} cannot be resolved.` : 'The name of a server cannot be resolved.',
        cause:
          'This computer has no network or no name server for it, is outside of the VPN that knows the name, must use a proxy, or the name or its region is misspelled.',
        remedy: [
          ...(/^bedrock-agentcore/i.test(host ?? '')
            ? [
                'If other addresses work: AgentCore is not in every region, and where it is not, the name does not exist. Take a region that it serves, such as us-east-1.',
              ]
            : []),
          'Check the name and its region, and that this computer is online and on the company VPN, if the name needs it.',
          'In a network with a proxy, set HTTPS_PROXY=http://PROXY:PORT in the env of the server entry too, not only in the terminal.',
        ],
        command: `nslookup ${host ?? 'bedrock-agentcore.us-east-1.amazonaws.com'}`,
      }
    },
  },
  {
    id: 'proxy-sign-in',
    where: ['paste', 'call', 'aws'],
    over: ['proxy-unreachable', 'connection-cut'],
    hints: [
      '407 proxy auth',
      'response (407)',
      'response 407',
      'failed: 407',
      'code 407',
      'statuscode=407',
      'e407',
      'proxy authorization required',
      'proxy authentication required',
    ],
    pattern:
      /407 Proxy Auth|Proxy response \(407\)|Proxy Authentication Required|proxy authorization required|CONNECT tunnel failed, response 407\b|Tunnel connection failed: 407\b|HTTP code 407\b|statusCode=407\b|\bE407\b/i,
    sources: [SOURCES.cliNetwork],
    explain: {
      title: 'The company proxy wants a user name and a password.',
      cause: 'The request reached the proxy without them, and was stopped there with status 407.',
      remedy: [
        'Set HTTPS_PROXY=http://USER:PASSWORD@PROXY:PORT for the program (in the env of the server entry too); write special characters of the password as %XX.',
        'If the proxy takes Windows or Kerberos sign-in only, ask your network team for a local relay or an exception for *.amazonaws.com.',
      ],
    },
  },
  {
    id: 'proxy-unreachable',
    where: ['paste', 'call', 'aws'],
    over: ['connection-refused'],
    hints: ['proxy url', 'proxyconnectionerror', 'connect to proxy', 'proxyconnect tcp', 'resolve proxy', 'tunnel'],
    pattern:
      /Failed to connect to proxy URL|ProxyConnectionError|(?:Unable|Cannot|Failed) to connect to proxy\b|proxyconnect tcp|Could not resolve proxy|tunneling socket could not be established|tunnel error: |CONNECT tunnel failed/i,
    sources: [SOURCES.cliNetwork],
    explain: {
      title: 'The proxy that is set cannot be reached.',
      cause:
        'HTTPS_PROXY or HTTP_PROXY names a proxy that does not answer, often because this computer has left the company network.',
      remedy: [
        'Check HTTPS_PROXY, HTTP_PROXY and the proxy settings of npm or git; unset them outside of the company network.',
        'Addresses that need no proxy go into NO_PROXY, for example NO_PROXY=localhost,127.0.0.1,169.254.169.254.',
      ],
      command: 'env | grep -i proxy',
    },
  },
  {
    id: 'connection-refused',
    where: ['paste', 'call', 'aws'],
    hints: ['refused', 'curl: (7)', 'errno 61]', 'errno 111]', '10061'],
    pattern:
      /ECONNREFUSED(?: ([\w.:[\]-]{1,80}))?|connection refused|\[(?:Errno 61|Errno 111|WinError 10061)\]|actively refused it|curl: \(7\) Failed to connect to ([\w.:-]{1,80})/i,
    sources: [SOURCES.node],
    explain: ([, one, other]) => ({
      title: `Nothing listens at ${one ?? other ?? 'that address'}.`,
      cause: 'The computer was reached, but no program answers on that port: it was stopped, or has another port.',
      remedy: [
        'If the address is 127.0.0.1 or localhost, start what should run there (the practice account, an emulator, a local proxy) and check its port.',
        'If it is not meant to be local, look at AWS_ENDPOINT_URL, HTTPS_PROXY and the URL in the server entry.',
      ],
    }),
  },
  {
    id: 'connect-timeout',
    where: ['paste', 'call', 'aws'],
    hints: [
      'etimedout',
      'connect_timeout',
      'connecttimeout',
      'connect timeout error',
      'connection timed out',
      'i/o timeout',
      'errno 60]',
      'errno 110]',
      '10060',
      'failed to connect to',
    ],
    pattern:
      /\bETIMEDOUT\b|UND_ERR_CONNECT_TIMEOUT|\b(?:httpx|httpcore|requests\.exceptions|urllib3\.exceptions)\.ConnectTimeout|Connect Timeout Error|(?:tcp connect error|curl: \(28\)|Errno (?:60|110)).{0,80}timed? ?out|curl: \(28\) Failed to connect|connect(?:ion)?: connection timed out|dial tcp.{0,80}i\/o timeout|WinError 10060/i,
    over: ['aws-unreachable'],
    sources: [SOURCES.node, SOURCES.cliNetwork],
    certainty: 'likely',
    explain: {
      title: 'The server did not answer the attempt to connect.',
      cause: 'A firewall drops the packets, or the network wants a proxy or a VPN.',
      remedy: [
        'In a company network set HTTPS_PROXY=http://PROXY:PORT (in the env of the server entry too), or switch the VPN on.',
        'Ask for port 443 to *.amazonaws.com to be opened if a firewall blocks it.',
      ],
      command: 'curl -I https://sts.us-east-1.amazonaws.com',
    },
  },

  {
    id: 'proxy-blocked',
    where: ['paste', 'call', 'aws'],
    over: ['proxy-unreachable', 'connection-cut'],
    hints: [
      'proxyerror: 403',
      'tunnel connection failed: 403',
      'tunnel failed, response 403',
      'proxy response (403)',
      'statuscode=403',
    ],
    pattern:
      /ProxyError: 403|Tunnel connection failed: 403|tunnel failed, response 403|Proxy response \(403\)|tunneling socket.{0,60}statusCode=403/i,
    sources: [SOURCES.cliNetwork],
    explain: {
      title: 'The company proxy does not let this address through.',
      cause: 'The proxy itself answered 403, before AWS saw the request.',
      remedy: [
        'Ask your network team to allow the host on port 443, for example *.amazonaws.com and *.amazoncognito.com.',
      ],
    },
  },
  {
    id: 'network-unreachable',
    where: ['paste', 'call', 'aws'],
    hints: ['enetunreach', 'ehostunreach', 'network is unreachable', 'no route to host', 'connection attempts failed'],
    pattern: /\bE(?:NET|HOST)UNREACH\b|Network is unreachable|No route to host|All connection attempts failed/i,
    sources: [SOURCES.node, SOURCES.cliNetwork],
    certainty: 'likely',
    explain: {
      title: 'There is no way to that address from here.',
      cause: 'This computer or container is offline, off the VPN, or has no route, often with IPv6 alone.',
      remedy: [
        'Check the network and the VPN; a container needs a network (no --network none).',
        'If only IPv6 fails, prefer IPv4: NODE_OPTIONS=--dns-result-order=ipv4first for Node.js.',
      ],
    },
  },
])
