/** Whether some word of an option's name stands in no option of a command that reads: `--pager`, say, or `--outfile`. */
export function unknownOption(name: string): boolean {
  return name
    .replace(/^--(no-)?/, '')
    .split('-')
    .some((word) => !words().has(word))
}

let known: ReadonlySet<string> | undefined

function words(): ReadonlySet<string> {
  known ??= new Set(WORDS.split(/\s+/))
  return known
}

/** The words of all options of the AWS CLI's reading commands and of EC2's. Source: the argument tables of awscli 1.45.11. */
const WORDS = `
1 2 3 ab accelerator accelerators accept acceptance accepted accepts access accessor account accounts acl acm action actions
activation active activities activity actor ad adapter add additional addon address addresses adjustment admin administrator ads
advanced advertisable affected after agent agents aggregate aggregated aggregation aggregations aggregator aggregators agreement ai
alarm alert alerts algorithm alias alignment all allocation allow allowed alternate alternatives amazon analysis analytics analyze
analyzer anchor and announcement anomaly answer anycast api app application applied apply approval approver approximation ar
architecture archive archived area arn arns array arrival artifact as ascending asn assessment asset assets assigned assignment
assistant associate associated association at attach attached attachment attack attempt attendee attribute attributes attribution
audience audiences audit auditors auth authentication author authority authorization authorized authorizer auto automated automation
autonomous availability available avoid aws az azs b back backend backtest backtrack backup backups balance balancer banner bar base
baseline batch be bearer before begin begins behavior behaviors benchmark beneficiary benefit bgp bias bill billing bin binding
bitrate blackhole blacklist blob blobs block blockchain blocks blue blueprint body boost border bot bots bound boundary bounded
bounding box branch brand branding bridge broker browser bucket buckets budget build builder buildings bulk bundle bus by byte bytes
ca cache calculated calculation calculator calendar call caller campaign canceled cancellation candidate candidates capability
capacity car card carrier cascaded case cases catalog categories category cell center certificate chain challenge change changeset
channel channels character characters chat check checkout checkpoint checksum child children chime choice chronological chunk cidr
city class classifier cli client clip close cloud cluster clusters cname code codec codes cognito coip collaboration collaborator
collapse collection color column columns command comment commit commitment common communications community compact company comparison
compatibility compatible compilation complete completed compliance compliant component composite computation compute concentrator
condition conditional conditions confidence confidentiality config configs configuration configurations configured confirmation
conflict conformance connect connected connection connectivity connector consider consistency consistent consolidation constraint
construct consumable consumed consumer consumption contact container contains content contents context continent continuation contour
contract contributor control controller conversation conversion copy core correction cors cost count countries country coverage cpu
crawler create created creation credential credentials credit criteria crl cron crop cross cryptogram currencies currency current
cursor custom customer customization cycle daemon daily dash dashboard data database databases dataflow datapoints dataset datastore
dataview date days db dbi decryption default defined definition definitions delegation delete deleted deletion delimiter deliver
delivery demand density depart departure dependency dependent deployed deployment deprecated depth derivation descending description
descriptions descriptor desired dest destination destinations detail details detection detector dev developer device devices dhcp
dialect diff digest digests digital dimension dimensions direct direction directives directory disable disabled disconnect
discontinuity discoverer discovery discrepancy disk display disposition distance distribution dns document documentation documents
domain domains drift driver dry ds dual dukpt durable duration durations each earlier ebs ec2 ecr edge edges edi editor edns0
effective egress eks elastic elasticsearch email embed embedding emissions enable enabled enclave encoder encoding encrypted
encryption end ended endpoint endpoints enforcement engagement engine entities entitlement entitlements entity entries entry
environment environments ephemeral ephemeris eq equals equipment error errors estimate evaluate evaluation evaluator event events
evidence ews exact exadata excess exchange exclude exclusion exclusive executable execution executor existing exists expected
experience experiment expiration expires expiry explainability export expr expression expressions extended extension extensions
external face faces facet facets failed family fargate farm fault feature featured features feedback fetch fi field fields file
filename files filter filters finding findings fingerprint fips firewall first flatten fleet flow flywheel folder font for force
forecast form format forward foundation fpga fragment fragments frame framerate framework fraudster free friendly from fulfillment
function fuota game gateway ge generate generated generation generator geo geofence geometry get gi github global gnss goal gpu grant
grantee grants granularity graph green ground group grouping groupings groups gt gte gua guardrail handler handling handshake hapg
harness harvest has hash hashes head headers health heartbeat height hibernate hibernation hidden hide hierarchy highlight historical
history hit hls hold home hook hop host hosted hostname hours hsm html http hub human hunks hyper hypervisor i iam icmp id idc
identifier identifiers identities identity idn idp ids if ignore image impact impersonation import in inactive incident include
included includes inclusion inclusive index indexed indicator indirect inference info information infos infrastructure ingestion
ingress initial initialization initiated injection input inputs inside insight insights inspection instance instances instant
instructions instrument integrate integrated integration integrity intel intended intent interconnect interests interface interfaces
interleaved internet interpolation interpreter interval introspection investigation invitation invocation invoice invoker iops iot ip
ipam ips ipv4 ipv6 is iso isoline issue issued issuer item items iteration iterator job jobs journey json k kek kernel key keys
keyspace keywords kms knowledge kpi kubernetes kvs label labeled labeling labels lag lambda landing lang language languages last later
latest launch layer layout lcm le lease leg legal length lens level levels lex lf library license life lifecycle lifetime limit line
lineage link linked links list listener listing lists live loa load loads local locale location locations lock locker log logger
logging logical login logins logs longest lookback lookup loop lower lowercase lt lte mac machine maintenance major malware managed
management manager manifest map mapping mappings marker market marketplace mask master match matches material materialized max maximum
md5 measurement med media medical meeting member members membership memory merge merged merging mesh message messages messaging meta
metadata metered metering method metric metrics middlebox migration milestone min minor minutes mirror mission ml mlflow mock modality
mode model models moderator modes modification modified module monitor monitored monitoring month mount mqtt mrap multi multicast
multiplex must mute name named names namespace namespaces nanos nat native ne needed neighbor neptune netmask network new next no node
nodegroup nodes none normalization not notebook notification notifications notify now ns nsd num number numbers oauth2 object
objective objects observability observation occ odb of offer offering offline offset oidc on one online only op open operating
operation operations operator opportunity ops opt opted optimization optimize optimized optimizer option optional options or order
ordering organization organizational organizations origin origination origins os ota other otp out outpost output outside overlay
override overrides owned owner owners ownership owning pack package packaging packet padding page pagination pair panel parameter
parameters parent parents parser part partial participant partition partitions partner partnership parts party password patch path
paths pattern payer payload payloads payment peer peering peers pek pentest per percentage percents performance performed period
permission permissions persist persistence persistent personal phone phrase physical pillar pin pipeline pixels pkg place placeholders
placement plan planned planning plans platform playback player playlist plugin point pointer points policy political pool port portal
portfolio position positions postal pre predecessors predicate predict prediction predictor preference preferences prefix prefixes
prepared preserve presigned preview price pricing primary principal principals priority priv privacy private privilege probe problem
processing procurement producer product products profile profiling program programs progress project projection promotional promotions
prompt properties property proposal protect protected protection protocol protocols provided provider providers province provision
provisioned provisioning proxy public publication publicly publish published publisher publishers pull punctuation python q
qualification qualifier qualities quality quantum queries query question queue queued queues quick quota radius ramdisk random range
ranges raster rate raw rcs rds reaction read reader readiness realm realtime reasons reboot recently recipe recipient recognizer
recommendation recommendations recommended recommender record recorder recording records recovery recurrence recursive redirect redo
redrive redshift ref refactor reference refresh regex region regions registered registration registry related relational relative
relay release relevance remote replace replaced replay replica replication replicator report reports repository reputation request
requestable requested requests require required requirements reservation reserved reset resolution resolve resolved resolver resource
resources response rest restorable restore restriction result results retention retiring retrieval retrieve retriever return reuse
reveal reverse review revision revisions revocation revoked risk role room root rotation route router routes routing rows rule rules
ruleset rulesets run runs runtime s s3 safety sam saml sample sampling sandbox satellite save savings sbom scalable scale scaled
scaling scan scanner scenario scene schedule scheduled scheduler schedules scheduling schema scheme scope scopes score scraper scribe
script sdi sdk sdl search second secondary seconds secret secrets section secure security segment segments select selected selection
selector self semantic send sender sequence serial serialization series server serverless servers service services session set sets
setting settings severity shadow shape shard share shared show shutdown side sight signal signature signing similarity simulation
since single sink sinks sip site size skeleton skip sku slo slot snapshot sns solution sort sorting sorts source sources space span
speaker spec special specification specifications specifier spell sphere split spot spread sql src sse ssh stack stage stages staging
standard standards start started starting starts stat state statement states static station statistic statistics stats status
statuscode statuses step stop storage store stores strategy stream street street1 street2 street3 string studio style sub subdivision
subject subjects submission submit submitted subnet subscribed subscriber subscription substitution subtype suggester suggestion
suggestions suite summarization summary supernet supported suppressed suppression sync system table tables tabular tag tags tape
target targets task tasks tax team telemetry template templates tenancy tenant term terminate terminated termination terminology terms
terrain test testing text than theme thing third threat threshold thresholds throughput thumbnail thumbprint ticket tier tiering
tileset time timeout timestamp timezones tld tls to token tokens toll tolls tone top topic topics topology total towers trace track
tracker tracking trade traffic trail trails trained training transaction transcription transfer transform transformation transformer
transit transport travel traversal trend trial trigger triggers truck trust trusted tuning tunnel type typed types ui uid ultra
ultraserver unames undo unhealthy unicode unit unmask unmodified unsupported until up update updated updates upgrade upload uploads
upper uppercase upstream uri url usage use user username users utilization uuid v1 v2 valid validate validation validator value values
variable variables variant vault vector vehicle vendor verbose verification verified verifier verify version versioned versions video
view violation virtual virtualization visibility visitor vlan vm vnf vocabulary vod voice volume vout vpc vpn vtl wait waiting wake
warm watch watchlist waypoint waypoints web webhook what wi widget width window wireless with without words work worker workflow
workforce workgroup workload workspace workteam wrapped wrapping written x xss y year years z zone zones zoom
`
