import { ACCOUNT_ID, PARTITION } from '@/lib/practice/account'
import { number, structure, text } from '@/lib/practice/mcp/shape'
import { FUNCTIONS } from '@/lib/practice/seed/contents'
import { type SeedService, seedOperation } from '@/lib/practice/seed/model'
import { isHome } from '@/lib/practice/seed/store'
import type { Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

type OnFunction = { FunctionName: string }

/** Two functions, to look at. */
export const lambda: SeedService = {
  command: 'lambda',
  service: 'lambda',
  fullName: 'AWS Lambda',
  protocol: 'rest-json',
  operations: {
    ListFunctions: seedOperation<Record<string, unknown>>({
      input: structure({ MaxItems: number }),
      authorization: () => [{ action: 'lambda:ListFunctions', resource: '*' }],
      run: (_input, call) => ({ Functions: functionsIn(call).map((one) => describeFunction(one, call)) }),
    }),
    GetFunctionConfiguration: seedOperation<OnFunction>({
      input: structure({ FunctionName: text }, ['FunctionName']),
      authorization: ({ FunctionName }, call) => [
        { action: 'lambda:GetFunctionConfiguration', resource: functionArn(FunctionName, call) },
      ],
      run: ({ FunctionName }, call) => {
        const found = functionsIn(call).find(({ name }) => name === FunctionName)

        if (!found) {
          const arn = functionArn(FunctionName, call)
          throw new ServiceError('ResourceNotFoundException', `Function not found: ${arn}`, 404)
        }
        return describeFunction(found, call)
      },
    }),
  },
}

function functionsIn({ region }: Call) {
  return isHome(region) ? FUNCTIONS : []
}

function functionArn(name: string, { region }: Call): string {
  return `arn:${PARTITION}:lambda:${region}:${ACCOUNT_ID}:function:${name}`
}

function describeFunction({ name, runtime, memory, timeout, modified }: (typeof FUNCTIONS)[number], call: Call) {
  return {
    FunctionName: name,
    FunctionArn: functionArn(name, call),
    Runtime: runtime,
    Handler: 'index.handler',
    MemorySize: memory,
    Timeout: timeout,
    LastModified: modified,
    PackageType: 'Zip',
    Architectures: ['arm64'],
    State: 'Active',
  }
}
