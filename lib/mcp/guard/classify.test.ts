import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shellWord } from '@/lib/aws/credential-remedy'
import { classify } from '@/lib/mcp/guard/classify'
import { classifyTool } from '@/lib/mcp/guard/classify-tool'
import { COMMAND_CLASSES, type CommandClass } from '@/lib/mcp/guard/model'

const SAMPLES = [
  'aws s3 ls',
  'aws s3 rm s3://b/k',
  'aws s3 presign s3://b/k',
  'aws ec2 describe-instances',
  'aws ec2 run-instances --image-id a',
  'aws iam create-user --user-name u',
  'aws kms decrypt --ciphertext-blob x',
  'aws made-up do-it',
  'aws lambda add-permission --function-name f',
]
const GLOBALS = [
  '--region us-east-1',
  '--region *',
  '--region=eu-west-1',
  '--profile other',
  '--endpoint-url http://198.51.100.7',
  '--query X[]',
  '--output json',
  '--no-paginate',
  '--no-cli-pager',
  '--pager cat',
  '--debug',
  '--no-verify-ssl',
  '--cli-input-json {}',
  '--generate-cli-skeleton',
]

const rank = (one: CommandClass) => COMMAND_CLASSES.indexOf(one)

describe('a command of call_aws', () => {
  it('names its parts', async () => {
    const place = { region: 'eu-west-1', account: '111122223333' }
    expect(
      await classify(['aws s3api list-buckets', 'aws ec2 stop-instances --region * --instance-ids i-1'], place),
    ).toEqual({
      class: 'write',
      parts: [
        {
          text: 'aws s3api list-buckets',
          service: 's3api',
          operation: 'list-buckets',
          actions: ['s3:ListAllMyBuckets'],
          regions: ['eu-west-1'],
          account: '111122223333',
          class: 'read',
          why: 's3:ListAllMyBuckets only reads.',
        },
        expect.objectContaining({ actions: ['ec2:StopInstances'], regions: ['*'], class: 'write' }),
      ],
    })
    expect((await classify('aws s3 ls --profile x', place)).parts[0]).not.toHaveProperty('account')
  })

  it('may be a list in JSON, and is doubted when it is no text', async () => {
    expect(await classify('["aws s3 ls", "aws s3 rm s3://b/k"]')).toMatchObject({ class: 'write', parts: [{}, {}] })
    for (const odd of [
      undefined,
      null,
      7,
      {},
      [],
      [[]],
      '',
      '[',
      ['aws s3 ls', null],
      'aws ec2 constructor',
      'aws __proto__ x',
    ]) {
      expect((await classify(odd)).class, String(odd)).toBe('unknown')
    }
  })

  it('has a class whatever it is, in a time that grows with its length', async () => {
    const text = fc.oneof(
      fc.string({ maxLength: 10_000 }),
      fc.string({ maxLength: 300 }).map((tail) => `aws iam ${tail}`),
    )
    await fc.assert(fc.asyncProperty(text, async (line) => COMMAND_CLASSES.includes((await classify(line)).class)))
    await classify('aws s3 ls && x')

    for (const piece of ['aws s3 ls;', '"', '\\', "'", '--region ', '--a=b ', '$(', '{', '[', 'a|b ']) {
      const started = performance.now()
      await classify(`aws s3 ls ${piece.repeat(10_000 / piece.length)}`)
      expect(performance.now() - started, piece).toBeLessThan(1000)
    }
  })

  it('is never milder for global options, wherever they stand', async () => {
    const place = fc.constantFrom(0, 1, 2)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...SAMPLES), fc.constantFrom(...GLOBALS), place, async (line, option, at) => {
        const [service = '', operation = '', ...rest] = line.split(' ').slice(1)
        const words = ['aws', service, operation]
        const own = rest.length > 0 ? [` ${rest.join(' ')}`] : []
        words.splice(at + 1, 0, option)
        const [before, after] = await Promise.all([classify(line), classify(words.join(' ') + own.join(''))])
        expect(rank(after.class), words.join(' ')).toBeGreaterThanOrEqual(rank(before.class))
      }),
    )
  })

  it('is the same however it is quoted', async () => {
    const quote = fc.constantFrom(
      shellWord,
      (word: string) => `'${word}'`,
      (word: string) => `"${word}"`,
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SAMPLES),
        fc.array(quote, { minLength: 9, maxLength: 9 }),
        async (line, quotes) => {
          const quoted = line.split(' ').map((word, at) => (quotes[at] ?? shellWord)(word))
          expect((await classify(quoted.join('  '))).class).toBe((await classify(line)).class)
        },
      ),
    )
  })

  it('in a batch counts wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(SAMPLES, { minLength: 1 }), async (lines) => {
        const alone = await Promise.all(lines.map(async (line) => rank((await classify(line)).class)))
        expect(rank((await classify(lines)).class)).toBe(Math.max(...alone))
      }),
    )
  })
})

describe('a tool', () => {
  it.each([
    ['call_aws', undefined, { cli_command: 'aws s3 ls', max_results: 3 }, 'read'],
    ['aws___call_aws', { readOnlyHint: true }, { cli_command: 'aws s3 rm s3://b/k' }, 'write'],
    ['call_aws', { readOnlyHint: true }, {}, 'unknown'],
    ['suggest_aws_commands', { readOnlyHint: true }, { query: 'x' }, 'read'],
    ['aws___get_presigned_url', { readOnlyHint: true }, {}, 'secrets'],
    ['aws___run_script', {}, {}, 'unknown'],
    ['other', { destructiveHint: false }, {}, 'write'],
    ['other', { readOnlyHint: false }, {}, 'write'],
    ['other', undefined, {}, 'unknown'],
  ])('%s with %j and %j is %s', async (name, annotations, args, kind) => {
    expect((await classifyTool({ name, annotations }, args)).class).toBe(kind)
  })
})
