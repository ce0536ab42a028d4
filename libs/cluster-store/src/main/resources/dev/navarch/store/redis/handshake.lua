-- The first thing in every session: is this our data, is it whole, and does a new epoch begin?
-- KEYS: m, ev
-- ARGV: run id of this server, how far an epoch lifts the revision, cluster identity, known or new (is that identity remembered
-- outside Redis), promoted or not (was this server a replica before)
-- Returns: epoch token, last revision, identity, replicas to wait for
local call = redis.call
local state = call('HMGET', KEYS[1], 'e', 'r', 'n', 'run', 'id', 'k')
local identity = state[5]
if not identity then
  if ARGV[4] == 'known' then return redis.error_reply('LOSTDATA the identity is remembered') end
  if call('DBSIZE') ~= 0 then return redis.error_reply('FOREIGNDATA keys without an identity') end
  identity = ARGV[3]
  call('HSET', KEYS[1], 'id', identity)
elseif ARGV[4] == 'known' and identity ~= ARGV[3] then
  return redis.error_reply('OTHERDATA ' .. identity)
end

local revision = tonumber(state[2] or '0')
local newest = 0
if call('EXISTS', KEYS[2]) == 1 then
  local info = call('XINFO', 'STREAM', KEYS[2])
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then newest = tonumber(string.match(info[i + 1], '^%d+')) end
  end
end
if newest ~= revision then
  return redis.error_reply(string.format('TORNDATA %.0f %.0f', revision, newest))
end

local epoch = state[1]
local replicas = tonumber(state[6] or '0')
if state[4] ~= ARGV[1] then
  local number = tonumber(state[3] or '0') + 1
  local lifted = revision == 0 and 1 or revision + tonumber(ARGV[2])
  epoch = string.format('%.0f:%s', number, ARGV[1])
  call('XADD', KEYS[2], string.format('%.0f-0', lifted), 'o', 'E', 'f', epoch, 'p', string.format('%.0f', revision),
    'e', string.format('%.0f', number))
  call('HSET', KEYS[1], 'e', epoch, 'r', string.format('%.0f', lifted), 'n', string.format('%.0f', number), 'run', ARGV[1])
  revision = lifted
  if ARGV[5] == 'promoted' and replicas > 1 then -- the primary before is gone, and one of its replicas is the primary now
    replicas = replicas - 1
    call('HSET', KEYS[1], 'k', replicas)
  end
end
return { epoch, string.format('%.0f', revision), identity, string.format('%.0f', replicas) }
