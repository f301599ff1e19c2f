// Elements that the data choose or order.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @compress
func.func @compress(%x: tensor<4x3xf32>, %c: tensor<4xi1>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.compress {{.*}} -> tensor<?x3xf32>
  %0 = nn.compress %x, %c {axis = 0 : i64} : (tensor<4x3xf32>, tensor<4xi1>) -> tensor<*xf32>
  %known = nn.constant dense<[true, false, true]> : tensor<3xi1> : tensor<3xi1>
  // CHECK: nn.compress {{.*}} -> tensor<4x2xf32>
  %1 = nn.compress %x, %known {axis = -1 : i64} : (tensor<4x3xf32>, tensor<3xi1>) -> tensor<*xf32>
  // CHECK: nn.compress {{.*}} -> tensor<2xf32>
  %2 = nn.compress %x, %known : (tensor<4x3xf32>, tensor<3xi1>) -> tensor<*xf32>
  return %0, %1, %2 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @unique
func.func @unique(%x: tensor<4x3xi32>) -> (tensor<*xi32>, tensor<*xi64>, tensor<*xi32>, tensor<*xi64>) {
  // CHECK: nn.unique {{.*}} -> (tensor<?xi32>, tensor<?xi64>, tensor<12xi64>, tensor<?xi64>)
  %0:4 = nn.unique %x : (tensor<4x3xi32>) -> (tensor<*xi32>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>)
  // CHECK: nn.unique {{.*}} -> (tensor<4x?xi32>, tensor<?xi64>, tensor<3xi64>, tensor<?xi64>)
  %1:4 = nn.unique %x {axis = 1 : i64} : (tensor<4x3xi32>) -> (tensor<*xi32>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>)
  return %0#0, %0#2, %1#0, %1#2 : tensor<*xi32>, tensor<*xi64>, tensor<*xi32>, tensor<*xi64>
}

// CHECK-LABEL: @ordered
func.func @ordered(%x: tensor<4x?x5xf32>, %lens: tensor<?xi64>, %tokens: tensor<2x9xi32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.reverse_sequence {{.*}} -> tensor<4x?x5xf32>
  %0 = nn.reverse_sequence %x, %lens : (tensor<4x?x5xf32>, tensor<?xi64>) -> tensor<*xf32>
  %shape = nn.constant dense<[7, 2]> : tensor<2xi64> : tensor<2xi64>
  // CHECK: nn.center_crop_pad {{.*}} -> tensor<7x?x2xf32>
  %1 = nn.center_crop_pad %x, %shape {axes = array<i64: 0, 2>} : (tensor<4x?x5xf32>, tensor<2xi64>) -> tensor<*xf32>
  // The largest index is 6.
  // CHECK: nn.tf_idf_vectorizer {{.*}} -> tensor<2x7xf32>
  %2 = nn.tf_idf_vectorizer %tokens {max_gram_length = 2 : i64, min_gram_length = 1 : i64, max_skip_count = 1 : i64, mode = "TF", ngram_counts = array<i64: 0, 2>, ngram_indexes = array<i64: 0, 6, 3>, pool_int64s = array<i64: 2, 3, 5, 4>} : (tensor<2x9xi32>) -> tensor<*xf32>
  return %0, %1, %2 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}
