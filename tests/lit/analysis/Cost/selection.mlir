// What the data choose or order.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// compress_c1: read = 4 * 2*3 + 4 = 28, written = 4 * 2*3 = 24
// CHECK-LABEL: @compress
// CHECK: cost = #perf.cost<flops = 0, macs = 0, read = 28, written = 24, rule = "compress_c1">
func.func @compress(%x: tensor<4x3xf32>, %c: tensor<4xi1>) -> tensor<2x3xf32> {
  %0 = nn.compress %x, %c {axis = 0 : i64} : (tensor<4x3xf32>, tensor<4xi1>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// CHECK-LABEL: @undecided
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @undecided(%x: tensor<4x3xf32>, %c: tensor<4xi1>) -> tensor<?x3xf32> {
  %0 = nn.compress %x, %c {axis = 0 : i64} : (tensor<4x3xf32>, tensor<4xi1>) -> tensor<?x3xf32>
  return %0 : tensor<?x3xf32>
}

// crop_c1: read = 4 * 4*3 = 48, written = 4 * 6*3 = 72
// CHECK-LABEL: @crop
// CHECK: cost = #perf.cost<flops = 0, macs = 0, read = 48, written = 72, rule = "crop_c1">
func.func @crop(%x: tensor<4x5xf32>) -> tensor<6x3xf32> {
  %shape = nn.constant dense<[6, 3]> : tensor<2xi64> : tensor<2xi64>
  %0 = nn.center_crop_pad %x, %shape : (tensor<4x5xf32>, tensor<2xi64>) -> tensor<6x3xf32>
  return %0 : tensor<6x3xf32>
}

// tf_idf_vectorizer_c1: flops = 2*9 * (2 - 1 + 1) * (1 + 1) = 72,
//   read = 4 * 2*9 = 72, written = 4 * 2*7 = 56
// CHECK-LABEL: @tf_idf
// CHECK: cost = #perf.cost<flops = 72, macs = 0, read = 72, written = 56, rule = "tf_idf_vectorizer_c1">
func.func @tf_idf(%x: tensor<2x9xi32>) -> tensor<2x7xf32> {
  %0 = nn.tf_idf_vectorizer %x {max_gram_length = 2 : i64, min_gram_length = 1 : i64, max_skip_count = 1 : i64, mode = "TF", ngram_counts = array<i64: 0, 2>, ngram_indexes = array<i64: 0, 6, 3>, pool_int64s = array<i64: 2, 3, 5, 4>} : (tensor<2x9xi32>) -> tensor<2x7xf32>
  return %0 : tensor<2x7xf32>
}

// copy_c1: read = 4 * 4*5 + 8 * 5 = 120, written = 4 * 4*5 = 80
// CHECK-LABEL: @reverse
// CHECK: cost = #perf.cost<flops = 0, macs = 0, read = 120, written = 80, rule = "copy_c1">
func.func @reverse(%x: tensor<4x5xf32>, %l: tensor<5xi64>) -> tensor<4x5xf32> {
  %0 = nn.reverse_sequence %x, %l : (tensor<4x5xf32>, tensor<5xi64>) -> tensor<4x5xf32>
  return %0 : tensor<4x5xf32>
}
