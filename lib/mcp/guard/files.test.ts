import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filesOf } from '@/lib/mcp/guard/files'

const WRITES: [string, string, string][] = [
  ['aws s3 cp s3://b/k /tmp/x', '/tmp/x', 'aws s3 presign s3://b/k'],
  ['aws s3 cp --recursive s3://b/k ./x --region eu-west-1', './x', 'presign s3://b/k'],
  ['aws s3 sync s3://b . --exclude "*.log"', '.', 'presign s3://b'],
  ['aws s3api get-object --bucket b --key k /tmp/x', '/tmp/x', 'aws s3 presign s3://b/k'],
  ['aws lambda invoke --function-name f out.json', 'out.json', '--query'],
  ['aws lambda invoke --function-name f --payload {} out.json', 'out.json', '--query'],
  ['aws eks update-kubeconfig --name c', '~/.kube/config', 'your own computer'],
  [
    'aws iam create-virtual-mfa-device --virtual-mfa-device-name x --outfile qr.png --bootstrap-method QRCodePNG',
    'qr.png',
    '--query',
  ],
  ['aws configure set region eu-west-1', '~/.aws/config', 'environment variables'],
]

const READS: [string, string, string][] = [
  ['aws s3 cp ./x s3://b/k', './x', 'aws s3 cp FILE'],
  ['aws s3 cp ./x s3://b/k --acl public-read', './x', 'aws s3 cp FILE'],
  ['aws cloudformation create-stack --stack-name s --template-body file://t.yaml', 'file://t.yaml', '--template-url'],
  ['aws cloudformation create-stack --template-body=file://t.yaml --stack-name s', 'file://t.yaml', '--template-url'],
  ['aws lambda update-function-code --function-name f --zip-file fileb://f.zip', 'fileb://f.zip', '--s3-bucket'],
  [
    'aws iam put-role-policy --role-name r --policy-name p --policy-document file://p.json',
    'file://p.json',
    'after --policy-document',
  ],
  ['aws cloudformation deploy --stack-name s --template-file t.yaml', 't.yaml', 'aws s3 cp FILE'],
]

describe('the files of a command', () => {
  it.each(WRITES)('%s writes %s', (line, file, instead) => {
    expect(filesOf(line)).toMatchObject([{ does: 'writes', file, instead: expect.stringContaining(instead) }])
  })

  it.each(READS)('%s reads %s', (line, file, instead) => {
    expect(filesOf(line)).toMatchObject([{ does: 'reads', file, instead: expect.stringContaining(instead) }])
  })

  it.each([
    'aws s3 ls s3://b',
    'aws s3 cp s3://a/k s3://b/k',
    'aws s3 cp s3://a/k -',
    'aws ec2 describe-instances --query Reservations[]',
    'aws s3 presign s3://b/k',
    '',
  ])('are none: %s', (line) => {
    expect(filesOf(line)).toEqual([])
  })

  it('are looked for in any text', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(filesOf(`aws s3 cp ${text}`))))
  })
})
