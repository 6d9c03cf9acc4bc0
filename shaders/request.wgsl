// What every kernel knows of one request; stands before each of the other files.
// Shapes: C candidates, H history events, K results. Twin of the writer in src/kernels/gpu/request-data.ts.

struct Request {
  rows: u32,            // C; in attention-weights.wgsl the number of picked rows
  events: u32,          // H
  heads: u32,           // 1 … 4
  sample_rows: u32,     // length of the sample that readouts are standardised over
  chunks: u32,          // padded D / 16
  history_blocks: u32,  // ⌈H / 64⌉
  k: u32,
  flags: u32,           // 1: there is a prior; 2: there is an excluded set; 4: goes on from the states of a request before
  inverse_temperature: vec4<f32>,
  temperature: vec4<f32>,
  blend_weight: vec4<f32>,
  mode: vec4<u32>,      // how a head weighs and reads: MEAN, LSE, SIGMOID, RELU
  threshold: vec4<f32>, // θ of sigmoid and ReLU
  bound: vec4<f32>,     // m to begin with: LOWEST, or no logit exceeds it
  shift: vec4<f32>,     // nats from the frame of the states to the request's
}

const GOES_ON = 4u;
const MEAN = 0u;
const LSE = 1u;
const SIGMOID = 2u;
const RELU = 3u;

// A run of whole blocks of the catalog, as many as one binding may hold.
struct Shard {
  first_row: u32,
  rows: u32,
  blocks: u32,
  picked: u32,          // attention-weights.wgsl: picked rows that live in this shard
}

// Four history events; padding is masked in every head.
struct EventQuad {
  scale: vec4<f32>,
  space: vec4<u32>,     // 256 where the catalog has no such space: equal to no candidate's
  bias: array<vec4<f32>, 4>,  // by head: nats of softmax; e^nats of sigmoid and ReLU, 0 where masked
}

// An event whose bias is not above this is not seen (MASKED_BELOW in src/kernels/kernels.ts).
const MASKED_BELOW = -9e3;
// Stands for −∞, which GPUs may assume away: below every logit, and finite in any exponential's scaling.
const LOWEST = -1e30;
