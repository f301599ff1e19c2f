// Operands that contradict each other are rejected with the reason.

// RUN: %perf-opt opt --split-input-file --verify-diagnostics %s

func.func @conv_channels(%x: tensor<1x3x8x8xf32>, %w: tensor<4x2x3x3xf32>) {
  // expected-error@+2 {{the input has 3 channels, the filter and group 1 expect 2}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.conv %x, %w : (tensor<1x3x8x8xf32>, tensor<4x2x3x3xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @conv_group(%x: tensor<1x3x8x8xf32>, %w: tensor<4x2x3x3xf32>) {
  // expected-error@+2 {{group is 0, expected 1 or more}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.conv %x, %w {group = 0 : i64} : (tensor<1x3x8x8xf32>, tensor<4x2x3x3xf32>) -> tensor<*xf32>
  return
}

// -----

// 2^62 * 4 does not fit into 64 bits.
func.func @conv_group_overflows(%x: tensor<1x3x8x8xf32>, %w: tensor<4x4x3x3xf32>) {
  // expected-error@+2 {{group 4611686018427387904 does not divide 3 channels}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.conv %x, %w {group = 4611686018427387904 : i64} : (tensor<1x3x8x8xf32>, tensor<4x4x3x3xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @conv_window(%x: tensor<1x3x4x4xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+2 {{a window of 5 does not fit into a padded extent of 4}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.conv %x, %w {dilations = array<i64: 2, 2>} : (tensor<1x3x4x4xf32>, tensor<4x3x3x3xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @conv_strides(%x: tensor<1x3x4x4xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+2 {{stride of 0 is out of range}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.conv %x, %w {strides = array<i64: 1, 0>} : (tensor<1x3x4x4xf32>, tensor<4x3x3x3xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @conv_result(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // 8 - 3 + 1 = 6
  // expected-error@+2 {{failed to infer returned types}}
  // expected-error@+1 {{op inferred type(s) 'tensor<1x4x6x6xf32>' are incompatible with return type(s) of operation 'tensor<1x4x8x8xf32>'}}
  %0 = nn.conv %x, %w : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x8x8xf32>
  return
}

// -----

func.func @pool_rank(%x: tensor<1x3xf32>) {
  // expected-error@+2 {{expected [N, C, d...], found rank 2}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.global_average_pool %x : (tensor<1x3xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @matmul(%a: tensor<2x3xf32>, %b: tensor<4x5xf32>) {
  // expected-error@+2 {{inner extents differ: 3 and 4}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.matmul %a, %b : (tensor<2x3xf32>, tensor<4x5xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @matmul_batches(%a: tensor<2x2x3xf32>, %b: tensor<5x3x4xf32>) {
  // expected-error@+2 {{extents 2 and 5 do not broadcast}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.matmul %a, %b : (tensor<2x2x3xf32>, tensor<5x3x4xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @einsum(%a: tensor<2x3xf32>, %b: tensor<4x5xf32>) {
  // expected-error@+2 {{'j' is both 3 and 4}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.einsum %a, %b {equation = "ij,jk->ik"} : (tensor<2x3xf32>, tensor<4x5xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @attention_heads(%q: tensor<2x16x512xf16>) {
  // expected-error@+2 {{7 heads do not divide 512}}
  // expected-error@+1 {{failed to infer returned types}}
  %y, %k, %v, %s = nn.attention %q, %q, %q {q_num_heads = 7 : i64, kv_num_heads = 8 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0>} : (tensor<2x16x512xf16>, tensor<2x16x512xf16>, tensor<2x16x512xf16>) -> (tensor<*xf16>, tensor<*xf16>, tensor<*xf16>, tensor<*xf16>)
  return
}

// -----

func.func @batch_norm(%x: tensor<1x3x4x4xf32>, %c: tensor<5xf32>) {
  // expected-error@+2 {{the input has 3 channels, the scale 5}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.batch_normalization %x, %c, %c, %c, %c : (tensor<1x3x4x4xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @layer_norm(%x: tensor<1x3xf32>, %c: tensor<3xf32>) {
  // expected-error@+2 {{axis 2 is out of range for rank 2}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.layer_normalization %x, %c {axis = 2 : i64} : (tensor<1x3xf32>, tensor<3xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @lstm_features(%x: tensor<7x2x16xf32>, %w: tensor<1x128x17xf32>, %r: tensor<1x128x32xf32>) {
  // expected-error@+2 {{X has 16 features, W expects 17}}
  // expected-error@+1 {{failed to infer returned types}}
  %y, %h, %c = nn.lstm %x, %w, %r {operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0, 0>} : (tensor<7x2x16xf32>, tensor<1x128x17xf32>, tensor<1x128x32xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>)
  return
}

// -----

func.func @reshape_count(%x: tensor<2x3xf32>) {
  %shape = nn.constant dense<[4, 2]> : tensor<2xi64> : tensor<2xi64>
  // expected-error@+2 {{the input has 6 elements, the shape 8}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.reshape %x, %shape : (tensor<2x3xf32>, tensor<2xi64>) -> tensor<*xf32>
  return
}

// -----

func.func @reshape_rest(%x: tensor<2x3xf32>) {
  %shape = nn.constant dense<[4, -1]> : tensor<2xi64> : tensor<2xi64>
  // expected-error@+2 {{6 elements do not divide into 4}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.reshape %x, %shape : (tensor<2x3xf32>, tensor<2xi64>) -> tensor<*xf32>
  return
}

// -----

func.func @transpose(%x: tensor<2x3xf32>) {
  // expected-error@+2 {{perm is no permutation}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.transpose %x {perm = array<i64: 0, 0>} : (tensor<2x3xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @squeeze(%x: tensor<2x3xf32>) {
  %axis = nn.constant dense<1> : tensor<1xi64> : tensor<1xi64>
  // expected-error@+2 {{cannot squeeze an extent of 3}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.squeeze %x, %axis : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<*xf32>
  return
}

// -----

func.func @split(%x: tensor<2x10xf32>) {
  %sizes = nn.constant dense<[3, 8]> : tensor<2xi64> : tensor<2xi64>
  // expected-error@+2 {{the parts do not add up to 10}}
  // expected-error@+1 {{failed to infer returned types}}
  %0:2 = nn.split %x, %sizes {axis = 1 : i64} : (tensor<2x10xf32>, tensor<2xi64>) -> (tensor<*xf32>, tensor<*xf32>)
  return
}

// -----

func.func @concat(%x: tensor<2x3xf32>, %y: tensor<4x3xf32>) {
  // expected-error@+2 {{extents 2 and 4 differ in dimension 0}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.concat %x, %y {axis = 1 : i64} : (tensor<2x3xf32>, tensor<4x3xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @concat_without_axis(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{requires attribute 'axis'}}
  %0 = nn.concat %x, %x : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @depth_to_space(%x: tensor<1x6x2x2xf32>) {
  // expected-error@+2 {{a block size of 2 does not divide the input}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.depth_to_space %x {blocksize = 2 : i64} : (tensor<1x6x2x2xf32>) -> tensor<*xf32>
  return
}

// -----

// 2^30 * 2^30 = 2^60 elements
func.func @too_large(%x: tensor<1073741824xf32>, %y: tensor<1073741824x1xf32>) {
  // expected-error@+2 {{a result has more than 2^56 elements}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.add %x, %y : (tensor<1073741824xf32>, tensor<1073741824x1xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @unknown_operand(%x: !nn.unknown) {
  // expected-error@+2 {{an operand has no known type}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.relu %x : (!nn.unknown) -> tensor<*xf32>
  return
}

// -----

func.func @constant_type() {
  // expected-error@+1 {{value of type 'tensor<2xi64>' in a constant of type 'tensor<3xi64>'}}
  %0 = nn.constant dense<[1, 2]> : tensor<2xi64> : tensor<3xi64>
  return
}

// -----

func.func @weight_kind() {
  // expected-error@+1 {{kind is 'parametre', expected 'parameter', 'buffer' or 'state'}}
  %0 = nn.weight "w" {kind = "parametre"} : tensor<3xf32>
  return
}

// -----

func.func @top_k_above_extent(%x: tensor<3x4xf32>) {
  %k = nn.constant dense<5> : tensor<1xi64> : tensor<1xi64>
  // expected-error@+2 {{k is 5, but axis 1 has an extent of 4}}
  // expected-error@+1 {{failed to infer returned types}}
  %0:2 = nn.top_k %x, %k : (tensor<3x4xf32>, tensor<1xi64>) -> (tensor<*xf32>, tensor<*xi64>)
  return
}

// -----

func.func @reduced_bits(%x: tensor<2x64xf32>, %w: tensor<32x2x16xui8>, %s: tensor<64xf32>) {
  // expected-error@+2 {{weights of 3 bits, expected 2, 4 or 8}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.ms_matmul_nbits %x, %w, %s {K = 64 : i64, N = 32 : i64, bits = 3 : i64, block_size = 32 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0>} : (tensor<2x64xf32>, tensor<32x2x16xui8>, tensor<64xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @lstm_hidden_size(%x: tensor<7x2x5xf32>, %w: tensor<1x12x5xf32>, %r: tensor<1x12x3xf32>) {
  // expected-error@+2 {{hidden_size is 4, but R has 3 columns}}
  // expected-error@+1 {{failed to infer returned types}}
  %0:3 = nn.lstm %x, %w, %r {hidden_size = 4 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0, 0>} : (tensor<7x2x5xf32>, tensor<1x12x5xf32>, tensor<1x12x3xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>)
  return
}

// -----

func.func @experts(%x: tensor<16x8xf32>, %w: tensor<4x12x6xf32>, %c: tensor<16x2xi64>) {
  // expected-error@+2 {{inner extents differ: 8 and 6}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.ms_expert_matmul %x, %w, %c {operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0>} : (tensor<16x8xf32>, tensor<4x12x6xf32>, tensor<16x2xi64>) -> tensor<*xf32>
  return
}

// -----

func.func @lstm_direction(%x: tensor<7x2x5xf32>, %w: tensor<1x12x5xf32>, %r: tensor<1x12x3xf32>) {
  // expected-error@+2 {{direction is 'backward', expected one of forward, reverse, bidirectional}}
  // expected-error@+1 {{failed to infer returned types}}
  %0:3 = nn.lstm %x, %w, %r {direction = "backward", operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0, 0>} : (tensor<7x2x5xf32>, tensor<1x12x5xf32>, tensor<1x12x3xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>)
  return
}

// -----

func.func @scale_per_axis(%x: tensor<2x8xui8>, %s: tensor<4xf32>) {
  // expected-error@+2 {{the scale has 4 values, 8 are needed along axis 1}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.dequantize_linear %x, %s : (tensor<2x8xui8>, tensor<4xf32>) -> tensor<2x8xf32>
  return
}

// -----

func.func @lstm_directions(%x: tensor<7x2x5xf32>, %w: tensor<1x12x5xf32>, %r: tensor<1x12x3xf32>) {
  // expected-error@+2 {{W: found an extent of 1, expected 2}}
  // expected-error@+1 {{failed to infer returned types}}
  %0:3 = nn.lstm %x, %w, %r {direction = "bidirectional", operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0, 0>} : (tensor<7x2x5xf32>, tensor<1x12x5xf32>, tensor<1x12x3xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>)
  return
}

// -----

func.func @gru_gates(%x: tensor<7x2x5xf32>, %w: tensor<1x12x5xf32>, %r: tensor<1x12x3xf32>) {
  // expected-error@+2 {{W: found an extent of 12, expected 9}}
  // expected-error@+1 {{failed to infer returned types}}
  %0:2 = nn.gru %x, %w, %r {operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0>} : (tensor<7x2x5xf32>, tensor<1x12x5xf32>, tensor<1x12x3xf32>) -> (tensor<*xf32>, tensor<*xf32>)
  return
}

// -----

func.func @conv_bias(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %b: tensor<3xf32>) {
  // expected-error@+2 {{bias: found an extent of 3, expected 4}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.conv %x, %w, %b : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<3xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @gemm_c(%a: tensor<2x3xf32>, %b: tensor<3x4xf32>, %c: tensor<5x4xf32>) {
  // expected-error@+2 {{extents 2 and 5 do not broadcast}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.gemm %a, %b, %c : (tensor<2x3xf32>, tensor<3x4xf32>, tensor<5x4xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @deform_conv_offset(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>, %o: tensor<1x9x6x6xf32>) {
  // expected-error@+2 {{offset: found an extent of 9, expected 18}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.deform_conv %x, %w, %o {operandSegmentSizes = array<i32: 1, 1, 1, 0, 0>} : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>, tensor<1x9x6x6xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @dft_components(%x: tensor<2x10x3xf32>) {
  // expected-error@+2 {{the last extent is 3, expected 1 (real) or 2 (complex)}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.dft %x {operandSegmentSizes = array<i32: 1, 0, 0>} : (tensor<2x10x3xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @grid_rank(%x: tensor<1x3x8x8xf32>, %g: tensor<1x4x4x3xf32>) {
  // expected-error@+2 {{the grid: found an extent of 3, expected 2}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.grid_sample %x, %g : (tensor<1x3x8x8xf32>, tensor<1x4x4x3xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @grid_mode(%x: tensor<1x3x8x8xf32>, %g: tensor<1x4x4x2xf32>) {
  // expected-error@+2 {{mode is 'area', expected one of linear, nearest, cubic}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.grid_sample %x, %g {mode = "area"} : (tensor<1x3x8x8xf32>, tensor<1x4x4x2xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @loss_target(%x: tensor<4x5xf32>, %t: tensor<3xi64>) {
  // expected-error@+2 {{the target: found an extent of 3, expected 4}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.negative_log_likelihood_loss %x, %t : (tensor<4x5xf32>, tensor<3xi64>) -> tensor<*xf32>
  return
}

// -----

func.func @loss_reduction(%x: tensor<4x5xf32>, %t: tensor<4xi64>) {
  // expected-error@+2 {{reduction is 'max', expected one of none, sum, mean}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.negative_log_likelihood_loss %x, %t {reduction = "max"} : (tensor<4x5xf32>, tensor<4xi64>) -> tensor<*xf32>
  return
}

// -----

func.func @bit_width(%x: tensor<4xf32>) {
  // expected-error@+2 {{elements of 'f32' have 32 bits, those of 'i16' 16}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.bit_cast %x {to = i16} : (tensor<4xf32>) -> tensor<*xi16>
  return
}

// -----

func.func @cache_room(%c: tensor<1x2x8x4xf32>, %u: tensor<1x2x9x4xf32>) {
  // expected-error@+2 {{an update of 9 for a cache of 8}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.tensor_scatter %c, %u : (tensor<1x2x8x4xf32>, tensor<1x2x9x4xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @linear_attention_decay(%q: tensor<1x4x8xf32>) {
  // expected-error@+2 {{update_rule 'gated' needs a decay, found none}}
  // expected-error@+1 {{failed to infer returned types}}
  %0:2 = nn.linear_attention %q, %q, %q {update_rule = "gated", q_num_heads = 2 : i64, kv_num_heads = 2 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0>} : (tensor<1x4x8xf32>, tensor<1x4x8xf32>, tensor<1x4x8xf32>) -> (tensor<*xf32>, tensor<*xf32>)
  return
}

// -----

func.func @reverse_axes(%x: tensor<4x5xf32>, %l: tensor<5xi64>) {
  // expected-error@+2 {{batch_axis is 1 and time_axis 2, expected 0 and 1 or 1 and 0}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.reverse_sequence %x, %l {time_axis = 2 : i64} : (tensor<4x5xf32>, tensor<5xi64>) -> tensor<*xf32>
  return
}

// -----

func.func @det_square(%x: tensor<2x3x4xf32>) {
  // expected-error@+2 {{a row: found an extent of 4, expected 3}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.det %x : (tensor<2x3x4xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @auto_pad(%x: tensor<1x3x8x8xf32>) {
  // expected-error@+2 {{auto_pad is 'SAME', expected one of NOTSET, SAME_UPPER, SAME_LOWER, VALID}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.average_pool %x {auto_pad = "SAME", kernel_shape = array<i64: 2, 2>} : (tensor<1x3x8x8xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @softmax_axis(%x: tensor<2x6x4x4xf32>) {
  // expected-error@+2 {{axis 4 is out of range for rank 4}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.softmax %x {axis = 4 : i64} : (tensor<2x6x4x4xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @gelu_form(%x: tensor<2x6x4x4xf32>) {
  // expected-error@+2 {{approximate is 'fast', expected one of none, tanh}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.gelu %x {approximate = "fast"} : (tensor<2x6x4x4xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @group_norm_groups(%x: tensor<2x6x4x4xf32>, %s: tensor<6xf32>) {
  // expected-error@+2 {{num_groups 4 does not divide 6 channels}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.group_normalization %x, %s, %s {num_groups = 4 : i64} : (tensor<2x6x4x4xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @instance_norm_scale(%x: tensor<2x6x4x4xf32>, %s: tensor<4xf32>) {
  // expected-error@+2 {{the scale: found an extent of 4, expected 6}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.instance_normalization %x, %s, %s : (tensor<2x6x4x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @lp_norm_power(%x: tensor<2x6x4x4xf32>) {
  // expected-error@+2 {{p is 3, expected 1 or 2}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.lp_normalization %x {p = 3 : i64} : (tensor<2x6x4x4xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @scatter_updates(%x: tensor<4x5xf32>, %i: tensor<2x5xi64>, %u: tensor<3x5xf32>) {
  // expected-error@+2 {{the updates: found an extent of 3, expected 2}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.scatter_elements %x, %i, %u : (tensor<4x5xf32>, tensor<2x5xi64>, tensor<3x5xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @scatter_nd_updates(%x: tensor<4x5xf32>, %i: tensor<3x1xi64>, %u: tensor<3x4xf32>) {
  // expected-error@+2 {{the updates: found an extent of 4, expected 5}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.scatter_nd %x, %i, %u : (tensor<4x5xf32>, tensor<3x1xi64>, tensor<3x4xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @scatter_reduction(%x: tensor<4x5xf32>, %i: tensor<2x5xi64>, %u: tensor<2x5xf32>) {
  // expected-error@+2 {{reduction is 'mean', expected one of none, add, mul, max, min}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.scatter_elements %x, %i, %u {reduction = "mean"} : (tensor<4x5xf32>, tensor<2x5xi64>, tensor<2x5xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @loop_arguments(%m: tensor<i64>, %x: tensor<2xf32>) {
  // expected-error@+1 {{a body takes 2 values, expected 3}}
  %0 = nn.loop %m, %x attributes {operandSegmentSizes = array<i32: 1, 0, 1>} {
  ^bb0(%i: tensor<i64>, %c: tensor<i1>):
    nn.yield %c, %x : tensor<i1>, tensor<2xf32>
  } : (tensor<i64>, tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @branch_results(%c: tensor<i1>, %x: tensor<2xf32>) {
  // expected-error@+1 {{a body yields 0 values, expected 1}}
  %0 = nn.if %c {
    nn.yield %x : tensor<2xf32>
  } else {
    nn.yield
  } : (tensor<i1>) -> tensor<2xf32>
  return
}

// -----

func.func @no_sequence(%x: tensor<2xf32>) {
  // expected-error@+2 {{found 'tensor<2xf32>', expected a sequence}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.sequence_length %x : (tensor<2xf32>) -> tensor<i64>
  return
}

// -----

// ceil(8 / 3) = 3 blocks
func.func @scale_in_blocks(%x: tensor<2x8xf32>, %s: tensor<2x2xf32>) {
  // expected-error@+2 {{the scale has 2 values, 3 are needed along axis 1}}
  // expected-error@+1 {{failed to infer returned types}}
  %0 = nn.quantize_linear %x, %s {block_size = 3 : i64} : (tensor<2x8xf32>, tensor<2x2xf32>) -> tensor<2x8xui8>
  return
}
