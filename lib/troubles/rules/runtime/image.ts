import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

const CONTAINER_CAUSES: Record<string, string> = {
  '401': 'The image demands its own authentication, where AgentCore has none to give: set AUTH_TYPE to no-auth.',
  '404': 'The server inside has no /mcp, or the runtime has another protocol than MCP.',
  '421': 'The server inside takes no host name but localhost: a known bug of images 1.4.0 to 1.5.3.',
}

export const IMAGE_RULES = rulesOf('image', [
  {
    id: 'init-timeout',
    hints: ['initialization time exceeded'],
    pattern: /initialization time exceeded(?:.{0,80}? in (\d{1,4}) ?s)?/i,
    sources: [SOURCES.initTime],
    certainty: 'likely',
    explain: ([, seconds = '120']) => ({
      title: 'The container did not come up in time.',
      cause: `It has ${seconds} seconds: it crashes at start, waits for something, or cannot be pulled through the VPC.`,
      remedy: [
        'Look at the log lines before this one: a crash names its reason there, often a missing environment variable.',
        'If the log has nothing and the runtime is in a VPC: its subnets need a NAT gateway, or endpoints for ecr.api, ecr.dkr, logs and an S3 gateway endpoint; their security group must let HTTPS out.',
        'Else make the image smaller and its start faster.',
      ],
      apart: 'Whether the log has lines of the container.',
      actions: [{ type: 'open-logs' }, { type: 'edit-runtime' }],
    }),
  },
  {
    id: 'build-command-missing',
    where: ['paste'],
    over: ['program-not-found'],
    hints: ['exit code: 127', 'non-zero code: 127'],
    pattern:
      /did not complete successfully: exit code: 127\b|failed running \[.{1,400}\]: exit code: 127\b|returned a non-zero code: 127\b/i,
    sources: [SOURCES.image],
    explain: {
      title: 'A command of the Dockerfile is not in the image that it builds on.',
      cause:
        'Exit code 127 means that the shell in the image does not find the program; this computer has no part in it.',
      remedy: [
        'Install the program in a RUN line before it is used, or copy it in (uv: COPY --from=ghcr.io/astral-sh/uv:latest /uv /uvx /bin/).',
        'Or take a base image that has it; then build for linux/arm64, push and launch again.',
      ],
    },
  },
  {
    id: 'health-check',
    hints: ['health check failed'],
    pattern: /Runtime health check failed/i,
    sources: [SOURCES.contract],
    certainty: 'possible',
    explain: {
      title: 'AgentCore found no healthy MCP server in the container.',
      cause: 'It must listen on 0.0.0.0:8000 at /mcp, with protocol MCP. A crash at start looks the same.',
      remedy: [
        'Look at the log lines before this one: a crash at start names its reason there.',
        'Set AWS_API_MCP_TRANSPORT to streamable-http, AWS_API_MCP_HOST to 0.0.0.0 and AWS_API_MCP_PORT to 8000, and the protocol of the runtime to MCP.',
        'If the log has "POST /mcp" with 401, the image demands its own authentication: set AUTH_TYPE to no-auth. With 421, take image 1.5.4 or newer.',
        'In a VPC, give the subnets a NAT gateway: the server fetches a list from the internet at start.',
      ],
      apart: 'The log lines before it: a traceback, 401, 421, another port, or nothing.',
      actions: [{ type: 'open-logs' }, { type: 'edit-runtime' }],
    },
  },
  {
    id: 'container-error',
    hints: ['from runtime'],
    pattern: /Received error \((\d{3})\) from runtime/i,
    sources: [SOURCES.troubleshooting],
    about: ([, status = '']) => status,
    explain: ([, status]) => ({
      title: `The container answered AgentCore with HTTP ${status}.`,
      cause:
        CONTAINER_CAUSES[status ?? ''] ??
        'The server inside is up but fails, or the runtime has another protocol than MCP.',
      remedy: [
        'Look at the log lines before this one: the server names its reason there.',
        'Check that the protocol of the runtime is MCP, and that the server answers POST /mcp on port 8000.',
      ],
      actions: [{ type: 'open-logs' }, { type: 'edit-runtime' }],
    }),
  },
  {
    id: 'overlay-mount',
    hints: ['failed to mount overlay'],
    pattern: /Failed to mount overlay/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'AgentCore could not mount the image.',
      cause: 'Images with more than 53 layers and a USER that is not a number fail this way.',
      remedy: ['Rebuild the image with fewer than 54 layers or a numeric USER (such as USER 1000), then launch again.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'platform-here',
    severity: 'info',
    over: ['architecture'],
    hints: ['does not match the detected host platform'],
    pattern: /platform \(linux\/arm64[^)]{0,20}\) does not match the detected host platform \(linux\/amd64/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'The image is for arm64, as AgentCore wants it; this computer is not.',
      cause: 'docker warns because it has to emulate the other processor to run the image here.',
      remedy: [
        'For AgentCore nothing is to be done.',
        'To run it here, give docker run --platform linux/arm64; without emulation install it: docker run --privileged --rm tonistiigi/binfmt --install arm64.',
      ],
    },
  },
  {
    id: 'architecture',
    hints: [
      'architecture incompatible',
      'exec format error',
      'no matching manifest for linux/arm64',
      'no match for platform in manifest',
      'does not match the detected host platform',
      'does not match the specified platform',
      'does not match the expected platform',
    ],
    pattern:
      /Architecture incompatible|exec format error|no matching manifest for linux\/arm64|no match for platform in manifest|requested image's platform \([^)]{1,40}\) does not match the detected host platform|does not match the (?:specified|expected) platform/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'The image is for another processor.',
      cause: 'AgentCore runs arm64 images only.',
      remedy: [
        'Build the image for linux/arm64 (docker buildx build --platform linux/arm64), push it, and launch again.',
        'If it is not yours, take a tag that has arm64.',
        'To run it on this computer all the same, give docker run --platform with the one that it has.',
      ],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'image-region',
    hints: ['ecr uri region'],
    pattern: /Ecr uri region '([\w-]+)' does not match/i,
    sources: [SOURCES.troubleshooting],
    explain: ([, region]) => ({
      title: 'The image is in another region than the runtime.',
      cause: `The image is in ${region}; AgentCore takes images of its own region only. The Marketplace image is in us-east-1.`,
      remedy: [`Launch in ${region}, or copy the image to an ECR repository of your own in this region.`],
      actions: [{ type: 'edit-runtime' }],
    }),
  },
  {
    id: 'image-denied',
    over: ['access-denied'],
    hints: ['validating ecr uri'],
    certainty: 'possible',
    pattern: /Access denied while validating ECR URI(?: '(\d{12})\.dkr)?/i,
    sources: [SOURCES.image],
    explain: {
      title: 'AgentCore may not read the image.',
      cause: 'The execution role cannot pull it, the image does not exist, or its listing is not accepted.',
      remedy: [
        'Check that the tag exists in that repository: a missing tag is refused with the same words.',
        'Give the execution role ecr:GetAuthorizationToken on *, and ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on the repository; wait a minute if they are new.',
        'The Marketplace image (account 709825985650): subscribe to its free listing once.',
        "Another account's repository: its repository policy must allow the execution role the last two actions.",
        'An index with attestations of "unknown/unknown" is refused too: build with --provenance=false.',
      ],
      apart: "The account in the image's address: yours, the Marketplace's (709825985650), or another.",
      actions: [{ type: 'edit-role' }, { type: 'subscribe' }],
    },
  },
])
