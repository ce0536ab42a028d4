-- How far the data has come, and how many replicas have to have it. More replicas than ever before raise that number; it falls only
-- with a new primary, or by hand.
-- KEYS: m
-- ARGV: epoch token, replicas that follow now (0 = nobody looked)
-- Returns: last revision, replicas to wait for
local call = redis.call
local state = call('HMGET', KEYS[1], 'e', 'r', 'k')
if state[1] ~= ARGV[1] then return redis.error_reply('FENCED epoch ' .. tostring(state[1])) end
local replicas, following = tonumber(state[3] or '0'), tonumber(ARGV[2])
if following > replicas then
  replicas = following
  call('HSET', KEYS[1], 'k', replicas)
end
-- From Redis 7.2 on a WAIT covers no more than its own connection's last write: make one.
if replicas > 0 then call('HSET', KEYS[1], 'w', state[2]) end
return { tonumber(state[2]), replicas }
