import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

const LOGIN =
  'aws ecr get-login-password --region REGION | docker login --username AWS --password-stdin ACCOUNT_ID.dkr.ecr.REGION.amazonaws.com'

/** What registries and container engines say of images, and what an image does wrong in the runtime. */
export const IMAGE_REGISTRY_RULES = rulesOf('image', [
  {
    id: 'registry-login',
    hints: ['authorization token has expired', 'no basic auth credentials'],
    pattern: /Your authorization token has expired|no basic auth credentials/i,
    over: ['token-expired', 'credentials-expired', 'repository-missing', 'registry-refused', 'access-denied'],
    sources: [SOURCES.registryLogin],
    explain: ({ input }) => ({
      title: 'The docker login at the registry (ECR) is missing or has expired.',
      cause:
        'A login at ECR lasts 12 hours, and counts for one account and region. It is no access token of the MCP server.',
      remedy: [
        input.includes('public.ecr.aws')
          ? 'Public images need no login: docker logout public.ecr.aws, then try again.'
          : 'Sign in again with aws ecr get-login-password and docker login, with the account and region of the image, then try again.',
        'With sudo, sign in with sudo too; if it keeps happening, remove the old entry of this registry from ~/.docker/config.json.',
      ],
      command: input.includes('public.ecr.aws') ? 'docker logout public.ecr.aws' : LOGIN,
    }),
  },
  {
    id: 'registry-refused',
    certainty: 'possible',
    hints: [
      '403 forbidden',
      '401 unauthorized',
      'authentication required',
      'access to the resource is denied',
      'incorrect username or password',
    ],
    pattern:
      /(dkr\.ecr\.|public\.ecr\.aws)\S{0,200}.{0,80}(?:403 Forbidden|401 Unauthorized)|failed to fetch (?:oauth|anonymous) token.{0,120}40[13]|(denied:|unauthorized:|response from daemon|docker).{0,80}(authentication required|incorrect username or password|requested access to the resource is denied)/i,
    where: ['paste', 'call', 'aws'],
    sources: [SOURCES.registryLogin],
    explain: ({ input }) => ({
      title: 'The registry refused docker, and does not say why.',
      cause:
        'The docker login is missing, has expired or is for another account or region, or its identity may not pull or push there.',
      remedy: [
        input.includes('public.ecr.aws')
          ? 'Public images need no login, and an expired one is refused: docker logout public.ecr.aws, then try again.'
          : 'Sign in again with aws ecr get-login-password and docker login, with the account and region of the image.',
        'Check that the repository exists and that the name has the whole address: without a registry in front docker means Docker Hub.',
        "Pulling needs ecr:BatchGetImage and ecr:GetDownloadUrlForLayer; in another account also that repository's policy.",
      ],
      apart: 'Whether it still fails directly after docker login said Login Succeeded.',
      command: input.includes('public.ecr.aws') ? 'docker logout public.ecr.aws' : LOGIN,
    }),
  },
  {
    id: 'repository-missing',
    hints: ['does not exist in the registry', 'repository does not exist', 'repositorynotfound', 'blobs/uploads'],
    pattern:
      /repository with name '([^']{1,256})' does not exist in the registry|RepositoryNotFoundException|\.dkr\.ecr\.\S{1,300}blobs\/uploads\S{0,200} 404 Not Found|pull access denied for \S{1,256}, repository does not exist/i,
    sources: [SOURCES.registryLogin],
    explain: ({ input }) => ({
      title: 'The registry has no such repository, or hides it.',
      cause: 'The name, the account or the region of the address is wrong, or the repository was never made.',
      remedy: [
        ...(/denied for (?!\S{0,256}\.)/i.test(input)
          ? [
              'This name has no registry in front, so docker asked Docker Hub: correct the name, build the image here, or sign in with docker login.',
            ]
          : []),
        'For ECR: compare the address with the list of repositories of that account and region.',
        'Make a repository that is missing: aws ecr create-repository --repository-name NAME --region REGION',
        'A private one needs docker login first.',
      ],
      command: "aws ecr describe-repositories --region REGION --query 'repositories[].repositoryUri' --output text",
    }),
  },
  {
    id: 'image-missing',
    hints: [
      'manifest unknown',
      'requested image not found',
      'imagenotfoundexception',
      'does not exist within the repository',
      'not found: manifest',
      'no such manifest',
      'image identifier does not exist',
      'manifest for ',
    ],
    pattern:
      /manifest unknown|Requested image not found|ImageNotFoundException|does not exist within the repository|manifest for \S{1,256} not found|no such manifest|specified image identifier does not exist/i,
    sources: [SOURCES.image],
    explain: {
      title: 'The repository has no image of this tag or digest.',
      cause: 'The tag is misspelled, was never pushed there, or was removed by a lifecycle rule.',
      remedy: ['Choose a tag that the repository has, or push the image first.'],
      command:
        "aws ecr describe-images --repository-name NAME --region REGION --query 'imageDetails[].imageTags' --output text",
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'image-manifest',
    hints: ['manifest', 'media type', 'unknown/unknown', 'oci index'],
    pattern:
      /(unsupported|not supported|invalid|cannot|does not support).{0,80}(image manifest|manifest (list|type|media)|oci\.image\.index|media ?type.{0,20}manifest)|(image manifest|manifest (?:list|media|type)|oci\.image\.index|OCI index).{0,100}(unsupported|not supported)|unknown\/unknown/i,
    where: ['aws', 'call', 'paste'],
    sources: [SOURCES.image],
    explain: {
      title: 'AgentCore does not take the manifest of this image.',
      cause:
        'Buildx adds attestations (unknown/unknown) and makes an index of it; AgentCore wants one plain arm64 image.',
      remedy: ['Build again with --provenance=false --sbom=false, push it, and launch again.'],
      command: 'docker buildx build --platform linux/arm64 --provenance=false --sbom=false -t IMAGE --push .',
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'tag-immutable',
    hints: ['cannot be overwritten because', 'imagetagalreadyexists'],
    pattern: /cannot be overwritten because the (tag|repository) is immutable|ImageTagAlreadyExists/i,
    sources: [SOURCES.registryLogin],
    explain: {
      title: 'The tag is taken, and the repository keeps tags as they are.',
      cause: 'Its tags are immutable, so a tag is pushed once.',
      remedy: ['Push under a new tag, and use that one for the runtime.'],
    },
  },
  {
    id: 'pull-limit',
    severity: 'warning',
    hints: ['toomanyrequests:', 'pull rate limit'],
    pattern: /toomanyrequests: |pull rate limit/i,
    over: ['throttled'],
    sources: [SOURCES.registryLogin],
    explain: {
      title: 'The registry limits how much is pulled, and the limit is reached.',
      cause: 'Pulls without sign-in are few for each address: Docker Hub and public.ecr.aws count them.',
      remedy: [
        'Wait, or sign in first: docker login for Docker Hub; for public.ecr.aws aws ecr-public get-login-password --region us-east-1 | docker login --username AWS --password-stdin public.ecr.aws',
        'Builds that run often should take base images from public.ecr.aws/docker/library or an ECR pull-through cache.',
      ],
    },
  },
  {
    id: 'image-uri',
    hints: ["containeruri' failed", 'invalid container uri', 'invalid ecr uri', 'ecr uri format', 'container_uri'],
    pattern:
      /containerUri' failed to satisfy constraint|invalid (container|ECR) URI|ECR URI format|container_uri.{0,80}must match/i,
    over: ['constraint-refused'],
    sources: [SOURCES.image],
    explain: {
      title: 'AgentCore does not take this image address.',
      cause:
        'It takes images from Amazon ECR only, such as ACCOUNT_ID.dkr.ecr.REGION.amazonaws.com/NAME:TAG; Docker Hub and GHCR do not count.',
      remedy: [
        'Write the address without https://, in small letters, with a tag or digest.',
        'Copy an image from elsewhere to an ECR repository of your own in the region of the runtime.',
      ],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'own-auth',
    certainty: 'likely',
    hints: ['/mcp http/1.1" 401', '/mcp/ http/1.1" 401', 'post /mcp 401', 'post /mcp/ 401', '| 401 |'],
    pattern:
      /"(?:POST|GET) \/mcp\/? HTTP\/1\.1" 401\b|\bPOST \/mcp\/? 401\b(?! in \d)|\[GIN\].{0,60}\| 401 \|.{0,80}\bPOST +"\/mcp\/?"/i,
    over: ['health-check', 'container-error'],
    sources: [SOURCES.contract],
    explain: {
      title: "The image demands its own authentication, also of AgentCore's ping.",
      cause:
        'AgentCore checks callers itself and has no credentials for the container, whose 401 it takes for a broken server.',
      remedy: [
        'Switch the authentication of the image off: for the AWS API MCP Server set AUTH_TYPE to no-auth.',
        'Sign callers in by the inbound authentication of the runtime (SigV4 or JWT).',
      ],
      actions: [{ type: 'fix-env', variable: 'AUTH_TYPE', value: 'no-auth' }],
    },
  },
  {
    id: 'build-emulation',
    over: ['architecture'],
    hints: ['exec format error'],
    pattern:
      /(?:\bRUN\b|failed to solve|did not complete successfully).{0,600}exec format error|exec \/bin\/(?:ba)?sh: exec format error.{0,600}(?:failed to solve|did not complete successfully)/i,
    sources: [SOURCES.buildx],
    explain: {
      title: 'This computer cannot run the arm64 programs of the build.',
      cause: 'A step of the build (RUN) starts a program of the other processor, and there is no emulation for it.',
      remedy: [
        'Install the emulation once with the command (Docker Desktop has it), then build again with --platform linux/arm64.',
        'Or build on an arm64 computer: a Mac with an Apple chip, a Graviton instance, or AWS CodeBuild with ARM.',
      ],
      command: 'docker run --privileged --rm tonistiigi/binfmt --install arm64',
    },
  },
  {
    id: 'dockerfile-missing',
    where: ['paste'],
    hints: ['failed to read dockerfile', 'cannot locate specified dockerfile'],
    pattern: /failed to read dockerfile|Cannot locate specified Dockerfile/i,
    sources: [SOURCES.buildx],
    explain: {
      title: 'docker found no Dockerfile where it looked.',
      cause: 'The build runs in another directory, or the file has another name.',
      remedy: ['Go to the directory of the Dockerfile, or name it: docker build -f PATH/Dockerfile CONTEXT.'],
    },
  },
  {
    id: 'push-cut',
    where: ['paste'],
    certainty: 'likely',
    hints: ['blobs/uploads'],
    pattern:
      /\.dkr\.ecr\.\S{1,200}blobs\/uploads\S{0,200} ?(?:EOF|.{0,80}(?:connection reset|broken pipe|timeout|time-out))/i,
    sources: [SOURCES.registryLogin],
    explain: {
      title: 'The push to ECR broke off.',
      cause:
        'A company proxy, a VPN or an unsteady network ended the upload; a repository that does not exist can look the same.',
      remedy: [
        'Push again: layers that are there are not sent twice. Leave the VPN or give docker the proxy (~/.docker/config.json, proxies).',
        'Check that the repository exists in that region: aws ecr describe-repositories --region REGION',
      ],
    },
  },
  {
    id: 'buildx-driver',
    hints: ['for the docker driver', 'multiple platforms feature'],
    pattern:
      /Multi-platform build is not supported for the docker driver|multiple platforms feature is currently not supported/i,
    sources: [SOURCES.buildx],
    explain: {
      title: 'This builder of docker cannot build for several platforms.',
      cause: 'The default driver knows the platform of the computer only, unless the containerd image store is on.',
      remedy: [
        'Make a builder that can, with the command, and build again with --platform linux/arm64 only: AgentCore needs no other.',
        'On a computer that is not arm64 QEMU must be there too: docker run --privileged --rm tonistiigi/binfmt --install arm64.',
      ],
      command: 'docker buildx create --use --name multi',
    },
  },
  {
    id: 'entrypoint',
    over: ['program-not-found'],
    hints: ['executable file not found in $path', ': no such file or directory', 'exec: "', 'exec /'],
    pattern:
      /(?:OCI runtime|container process|create task|start(?:ing)? container|standard_init)\b.{0,200}exec: "[^"]{1,200}": (executable file not found in \$PATH|stat [^:]{1,200}: no such file|permission denied)|\bexec \/\S{1,200}: (no such file or directory|permission denied)/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'The container cannot run its start command.',
      cause:
        'The file of the entrypoint is not in the image, is not executable, or its first line names a missing program.',
      remedy: [
        'Check ENTRYPOINT and CMD of the Dockerfile, and that the file is copied in and executable (chmod +x).',
        'A script written on Windows needs Unix line endings.',
      ],
      actions: [{ type: 'edit-runtime' }],
    },
  },
])
