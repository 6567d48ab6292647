import { ACCOUNT_ID, PARTITION } from '@/lib/practice/account'
import { number, structure, text } from '@/lib/practice/mcp/shape'
import { ORDERS } from '@/lib/practice/seed/contents'
import { type SeedService, seedOperation } from '@/lib/practice/seed/model'
import { isHome } from '@/lib/practice/seed/store'
import type { Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const TABLE = 'practice-orders'

type OnTable = { TableName: string }

/** One table with a few items, to read. */
export const dynamodb: SeedService = {
  command: 'dynamodb',
  service: 'dynamodb',
  fullName: 'Amazon DynamoDB',
  protocol: 'json',
  operations: {
    ListTables: seedOperation<Record<string, unknown>>({
      input: structure({ Limit: number }),
      authorization: () => [{ action: 'dynamodb:ListTables', resource: '*' }],
      run: (_input, { region }) => ({ TableNames: isHome(region) ? [TABLE] : [] }),
    }),
    DescribeTable: seedOperation<OnTable>({
      input: structure({ TableName: text }, ['TableName']),
      authorization: (input, call) => onTable('dynamodb:DescribeTable', input, call),
      run: (input, call) => ({ Table: describeTable(input, call) }),
    }),
    Scan: seedOperation<OnTable & { Limit?: number }>({
      input: structure({ TableName: text, Limit: number }, ['TableName']),
      authorization: (input, call) => onTable('dynamodb:Scan', input, call),
      run: (input, call) => {
        requireTable(input, call)
        const items = ORDERS.slice(0, input.Limit)
        return { Items: items, Count: items.length, ScannedCount: items.length }
      },
    }),
    GetItem: seedOperation<OnTable & { Key: Record<string, { S?: string }> }>({
      input: structure({ TableName: text, Key: { type: 'map', value: () => structure({ S: text }) } }, [
        'TableName',
        'Key',
      ]),
      authorization: (input, call) => onTable('dynamodb:GetItem', input, call),
      run: (input, call) => {
        requireTable(input, call)
        if (Object.keys(input.Key).join() !== 'orderId' || typeof input.Key.orderId?.S !== 'string') {
          throw new ServiceError('ValidationException', 'The provided key element does not match the schema')
        }
        const item = ORDERS.find(({ orderId }) => orderId.S === input.Key.orderId?.S)
        return item ? { Item: item } : {}
      },
    }),
  },
}

function onTable(action: string, { TableName }: OnTable, call: Call) {
  return [{ action, resource: tableArn(TableName, call) }]
}

function tableArn(name: string, { region }: Call): string {
  return `arn:${PARTITION}:dynamodb:${region}:${ACCOUNT_ID}:table/${name}`
}

function requireTable({ TableName }: OnTable, { region }: Call): void {
  if (TableName !== TABLE || !isHome(region)) {
    throw new ServiceError('ResourceNotFoundException', `Requested resource not found: Table: ${TableName} not found`)
  }
}

function describeTable(input: OnTable, call: Call) {
  requireTable(input, call)
  return {
    TableName: TABLE,
    TableArn: tableArn(TABLE, call),
    TableStatus: 'ACTIVE',
    ItemCount: ORDERS.length,
    KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }],
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    CreationDateTime: new Date('2025-04-02T11:00:00Z'),
  }
}
