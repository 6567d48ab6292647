import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** Why the server does not come up, or cannot do its work afterwards. */
export const SERVER_START_RULES = rulesOf('server', [
  {
    id: 'server-no-credentials',
    certainty: 'possible',
    hints: ['no aws credentials found', 'from iam role in metadata'],
    pattern: /No AWS credentials found\. Please configure|from IAM Role in metadata/i,
    where: ['paste', 'call', 'aws'],
    sources: [SOURCES.server],
    explain: {
      title: 'The server has no AWS credentials.',
      cause:
        'On AgentCore they come from the execution role through the metadata service; on your own computer from your AWS sign-in.',
      remedy: [
        'On AgentCore: check that the execution role exists and that MMDSv2 is required; remove AWS_API_MCP_PROFILE_NAME.',
        'On your own computer: sign in (aws sso login or aws configure), and name the profile in the server entry as AWS_API_MCP_PROFILE_NAME.',
      ],
      apart: 'Where the server runs: an entry with a URL is on AgentCore, one with a command on your computer.',
      actions: [{ type: 'set-mmdsv2' }],
    },
  },
  {
    id: 'server-profile',
    over: ['profile-missing'],
    certainty: 'likely',
    hints: ['error while executing the command: the config profile'],
    pattern: /Error while executing the command: The config profile \(([^)]{1,80})\) could not be found/i,
    sources: [SOURCES.server],
    explain: ([, profile]) => ({
      title: `The server has no AWS profile ${profile}.`,
      cause:
        'A container on AgentCore has no profiles; on your own computer the profile is missing from ~/.aws/config.',
      remedy: [
        'On AgentCore: remove AWS_API_MCP_PROFILE_NAME, so that the execution role counts, and let commands have no --profile.',
        `On your own computer: make the profile (aws configure sso --profile ${profile}), or correct its name in the server entry.`,
      ],
      apart: 'Where the server runs: an entry with a URL is on AgentCore, one with a command on your computer.',
      actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_PROFILE_NAME' }],
    }),
  },
  {
    id: 'server-region',
    hints: ['aws_region environment variable is not defined'],
    pattern: /AWS_REGION environment variable is not defined/i,
    sources: [SOURCES.server],
    explain: {
      title: 'The server refuses to start: AWS_REGION is not set.',
      cause: 'It wants the region of the commands that name none.',
      remedy: ['Set AWS_REGION, such as to us-east-1.'],
      actions: [{ type: 'fix-env', variable: 'AWS_REGION' }],
    },
  },
  {
    id: 'port-invalid',
    hints: ['invalid literal for int()'],
    pattern: /AWS_API_MCP_PORT.{0,300}invalid literal for int\(\)/i,
    sources: [SOURCES.server],
    explain: {
      title: 'The server refuses to start: its port is no number.',
      cause: 'AWS_API_MCP_PORT has something else than digits.',
      remedy: ['Set AWS_API_MCP_PORT to 8000.'],
      actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_PORT', value: '8000' }],
    },
  },
  {
    id: 'port-in-use',
    hints: ['address already in use', 'only one usage of each socket address'],
    pattern:
      /bind on address \('[^']{1,60}', (\d{1,5})[^)]{0,20}\): .{0,30}address already in use|\[Errno (?:48|98)\].{0,80}Address already in use|Only one usage of each socket address/i,
    sources: [SOURCES.server],
    explain: ([, port = '']) => ({
      title: port ? `Port ${port} is taken by another program.` : 'The port is taken by another program.',
      cause: 'Two servers cannot listen on one port; often an earlier start of the same server still runs.',
      remedy: [
        'Stop the other one, or start this server on another port (AWS_API_MCP_PORT).',
        'In a container on AgentCore: the image starts two servers; one of them must go, and the port stays 8000.',
      ],
      command: `lsof -nP -iTCP:${port || '8000'} -sTCP:LISTEN`,
    }),
  },
  {
    id: 'asgi-app',
    hints: ['error loading asgi app'],
    pattern: /Error loading ASGI app\.(?: Attribute "([^"]{1,80})" not found in module "([^"]{1,120})")?/i,
    sources: [SOURCES.contract],
    explain: ([, name, from]) => ({
      title: name
        ? `The module ${from} has no ${name} that uvicorn could serve.`
        : 'uvicorn does not find the program to serve.',
      cause:
        'The start command names MODULE:VARIABLE; the variable is called otherwise, or the module is in another directory.',
      remedy: [
        'Correct the start command of the image: the variable holds the ASGI app, for FastMCP app = mcp.streamable_http_app() (mcp.http_app() in fastmcp 2).',
        'Or let the program start itself: mcp.run(transport="streamable-http"), with python FILE as the command.',
      ],
      actions: [{ type: 'edit-runtime' }],
    }),
  },
  {
    id: 'env-missing',
    where: ['log', 'paste'],
    certainty: 'likely',
    hints: ["keyerror: '"],
    pattern:
      /os\.environ\[.{0,400}KeyError: '([A-Z][A-Z0-9_]{2,80})'|KeyError: '([A-Z][A-Z0-9_]{2,80})'.{0,400}os\.environ/,
    about: ([, name, other]) => name ?? other ?? '',
    sources: [SOURCES.contract],
    explain: ([, name, other]) => ({
      title: `The program wants the environment variable ${name ?? other}, which is not set.`,
      cause:
        'It reads the variable at its start; a runtime has only those that it was given, not those of your terminal.',
      remedy: [
        `Add ${name ?? other} to the environment variables of the runtime, or give it a default in the program.`,
      ],
      actions: [{ type: 'fix-env', variable: name ?? other ?? '' }],
    }),
  },
  {
    id: 'port-refused',
    hints: ['error while attempting to bind on address'],
    pattern: /\[Errno 13\] error while attempting to bind on address[^:]{0,80}: permission denied/i,
    sources: [SOURCES.contract],
    explain: {
      title: 'The server may not listen on this port.',
      cause: 'Ports below 1024 need root, which the container is not.',
      remedy: ['Set AWS_API_MCP_PORT to 8000, the port that AgentCore calls.'],
      actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_PORT', value: '8000' }],
    },
  },
  {
    id: 'bind-address',
    hints: ['cannot assign requested address', "can't assign requested address"],
    pattern: /bind on address.{0,80}(cannot|can't) assign requested address/i,
    sources: [SOURCES.contract],
    explain: {
      title: 'The server cannot listen on that address.',
      cause: 'AWS_API_MCP_HOST names an address that this computer or container does not have.',
      remedy: ['Set AWS_API_MCP_HOST to 0.0.0.0 on AgentCore, to 127.0.0.1 on your own computer.'],
      actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_HOST', value: '0.0.0.0' }],
    },
  },
  {
    id: 'module-mcp',
    hints: [
      "no module named 'mcp.server.fastmcp",
      'no module named mcp.server.fastmcp',
      "cannot import name 'fastmcp' from 'mcp",
    ],
    pattern: /No module named '?mcp\.server\.fastmcp\b|cannot import name 'FastMCP' from 'mcp\b/i,
    over: ['python-module'],
    sources: [SOURCES.server],
    explain: {
      title: 'The server needs an older mcp package than the one installed.',
      cause: 'Version 2 of the Python package mcp has no mcp.server.fastmcp any more.',
      remedy: [
        'In an image of your own: pin mcp<2 (pip install "mcp<2"), build and launch again.',
        'With uvx: uvx --with "mcp<2" PACKAGE, or take a newer version of the server that pins it itself.',
        'If the code is yours: use the package fastmcp instead.',
      ],
    },
  },
  {
    id: 'python-shadowed',
    certainty: 'likely',
    hints: [
      "' is not a package",
      "partially initialized module '",
      "module 'mcp' has no attribute",
      "module 'fastmcp' has no",
    ],
    pattern:
      /No module named '[\w.]{1,80}'; '(\w{1,80})' is not a package|cannot import name '\w{1,80}' from partially initialized module '(\w{1,80})' \(most likely due to a circular import\) \((?![^)]{0,300}-packages)[^)]{0,300}\b\2\.py\)|partially initialized module '(\w{1,80})' has no attribute|module '(mcp|fastmcp)' has no attribute/i,
    over: ['python-module', 'module-mcp'],
    sources: [SOURCES.python],
    about: (match) => match.slice(1).find(Boolean) ?? '',
    explain: (match) => {
      const name = match.slice(1).find(Boolean) ?? ''
      return {
        title: `A file or folder called ${name} hides the Python package ${name}.`,
        cause: 'Python looks beside the started program first, and takes what has that name there for the package.',
        remedy: [
          `Rename ${name}.py or the folder ${name} beside the program, and remove __pycache__; then start it again.`,
          `If there is none: the package ${name} is there in another version, or two files import each other; pin the version that the program was written for.`,
        ],
        command: `python3 -c "import ${name}; print(${name}.__file__)"`,
      }
    },
  },
  {
    id: 'fastmcp-argument',
    certainty: 'likely',
    hints: ['got an unexpected keyword argument', 'no longer accepts'],
    pattern:
      /\bFastMCP(?:\.\w{1,40})?\(\) (?:got an unexpected keyword argument '(\w{1,60})'|no longer accepts [`'"]?(\w{1,60}))/i,
    over: ['health-check'],
    sources: [SOURCES.python],
    about: (match) => match.slice(1).find(Boolean) ?? '',
    explain: (match) => {
      const name = match.slice(1).find(Boolean) ?? ''
      const isOfTransport = /^(?:host|port|path|stateless_http|json_response|log_level|debug)$/.test(name)
      return {
        title: `The installed FastMCP does not take ${name} there.`,
        cause:
          'The server was written for another version: the arguments of FastMCP() and run() differ between versions.',
        remedy: [
          'Pin the version that the program was written for (its requirements.txt or lock file), such as "mcp<2" or "fastmcp<3", build and launch again.',
          isOfTransport
            ? `Or change the program: new versions of fastmcp take ${name} in run(), mcp 1 takes it in FastMCP().`
            : `Or leave ${name} out, if the server does without it.`,
        ],
        command: 'pip show mcp fastmcp',
      }
    },
  },
  {
    id: 'python-module',
    certainty: 'likely',
    hints: ['no module named', 'cannot import name'],
    pattern:
      /ModuleNotFoundError: No module named '([\w.]{1,80})'|ImportError: cannot import name '(\w{1,80})' from (?:partially initialized module )?'([\w.]{1,80})'/i,
    sources: [SOURCES.python],
    about: ([, missing = '', name = '']) => missing || name,
    explain: ([words, missing, name, from]) =>
      missing
        ? {
            title: `The Python program lacks the module ${missing}.`,
            cause: 'The package that has it is not installed where the program runs, or in a version without it.',
            remedy: [
              `Install the package of ${missing} in the image (requirements.txt or pyproject.toml), build and launch again.`,
              'On your own computer, install it into the environment that the server entry starts, or use uvx.',
            ],
          }
        : {
            title: `The Python program finds no ${name} in ${from}.`,
            cause: words.includes('partially initialized')
              ? `${from} was not loaded to its end: its files import each other in a circle.`
              : `${from} is installed in another version than the program was written for.`,
            remedy: [
              words.includes('partially initialized')
                ? 'If the code is yours, move one of the imports into the function that needs it; else take another version.'
                : 'Pin the version that the program wants (its requirements.txt or lock file), build and launch again.',
            ],
          },
  },
  {
    id: 'policy-file',
    hints: ['failed to load security policy', 'failed to load customizations from'],
    pattern: /Failed to load (security policy|customizations) from/i,
    sources: [SOURCES.server],
    explain: {
      title: 'The server cannot read its security policy, and goes on without it.',
      cause: 'mcp-security-policy.json in the image is no valid JSON, or has fields of another form.',
      remedy: [
        'Correct the file: {"version": "1.0", "policy": {"denyList": [], "elicitList": []}}, build the image again and launch.',
        'Until then only READ_OPERATIONS_ONLY and the execution role limit the server.',
      ],
    },
  },
  {
    id: 'file-permission',
    certainty: 'likely',
    hints: ['[errno 13] permission denied', '[errno 30] read-only file system'],
    pattern: /\[Errno (?:13|30)\] (?:Permission denied|Read-only file system): '([^']{1,200})'/i,
    sources: [SOURCES.server],
    explain: ([, path]) => ({
      title: `The program may not write or read ${path}.`,
      cause: 'It runs as a user that has no right there, or the directory is read-only.',
      remedy: [
        'In a container: write under /tmp, or give the directory to the user of the image (chown in the Dockerfile).',
        'For the AWS API MCP Server set AWS_API_MCP_WORKING_DIR to /tmp.',
        'On your own computer: give the file back to your user (chown, chmod u+rw).',
      ],
    }),
  },
  {
    id: 'read-only-old',
    certainty: 'possible',
    severity: 'warning',
    hints: ['because read only mode is enabled'],
    pattern: /not allowed because read only mode is enabled/i,
    sources: [SOURCES.server],
    explain: {
      title: 'The server took the command for a write, and it may only read.',
      cause:
        'READ_OPERATIONS_ONLY is on. Images up to 1.3.46 say the same of reads when they could not fetch the list of read operations at start.',
      remedy: [
        'First run a plain read, such as aws sts get-caller-identity. If that is refused too, the server has no way out to servicereference.us-east-1.amazonaws.com: give its subnets a NAT gateway, or use the public network mode, then restart it.',
        'Take a newer image: since 1.3.47 the server says so at start.',
        'If plain reads work, the command is a write: leave READ_OPERATIONS_ONLY on unless the server is meant to change things.',
      ],
      apart: 'Whether a plain read is refused with the same words.',
      actions: [{ type: 'open-logs' }, { type: 'edit-runtime' }],
    },
  },
])
