import { Sha256 } from '@aws-crypto/sha256-js'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NodeSha256 } from '@/lib/aws/signing/node-hash'

it('hashes as the other implementation does, with and without a secret, in one piece or several, and anew', async () => {
  const sized = (minLength: number) =>
    fc.oneof(fc.string({ unit: 'binary', minLength }), fc.uint8Array({ minLength, maxLength: 300 }))
  const bytes = sized(0)
  await fc.assert(
    fc.asyncProperty(
      fc.option(sized(1), { nil: undefined }),
      fc.array(bytes, { maxLength: 4 }),
      async (secret, parts) => {
        const [own, other] = [new NodeSha256(secret), new Sha256(secret)]
        for (const part of parts) {
          own.update(part)
          other.update(part)
        }
        expect(Buffer.from(await own.digest())).toEqual(Buffer.from(await other.digest()))
        own.reset()
        other.reset()
        expect(Buffer.from(await own.digest())).toEqual(Buffer.from(await other.digest()))
      },
    ),
  )
})
